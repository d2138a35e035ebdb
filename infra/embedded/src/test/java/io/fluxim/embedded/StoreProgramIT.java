package io.fluxim.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StoreProgramIT {

    private static final int TERMINATED = 143;

    @TempDir
    Path dir;

    @Test
    void givenMongo_whenKilledOrTerminatedOrLeftAlone_thenWhatWasWrittenIsThereAgain() throws Exception {
        Process killed = start("mongodb", 0);
        write(port(killed), 1);
        killed.destroyForcibly().waitFor();

        Process terminated = start("mongodb", 0);
        write(port(terminated), 2);
        terminated.toHandle().destroy(); // the process's own destroy ends its input too
        assertThat(terminated.waitFor()).isEqualTo(TERMINATED);

        Process left = start("mongodb", 0);
        int port = port(left);
        left.getOutputStream().close();
        assertThat(left.waitFor()).isZero();

        Process again = start("mongodb", port);
        try (MongoClient client = client(port(again))) {
            assertThat(client.getDatabase("fluxim").getCollection("things").countDocuments())
                    .isEqualTo(2);
        } finally {
            again.destroy();
        }
    }

    @Test
    void givenKafka_whenStarted_thenItServesUntilItsInputEnds() throws Exception {
        Process kafka = start("kafka", 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port(kafka)))) {
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).isEmpty();
        }
        kafka.getOutputStream().close();
        assertThat(kafka.waitFor()).isZero();
    }

    @Test
    void givenDirectoryInUse_whenStarted_thenItSaysSoAndEnds() throws Exception {
        Process first = start("mongodb", 0);
        try {
            port(first);
            Process second = start("mongodb", 0);
            try (BufferedReader problems = second.errorReader()) {
                assertThat(problems.lines()).anyMatch(line -> line.contains("in use by process " + first.pid()));
            }
            assertThat(second.waitFor()).isEqualTo(1);
        } finally {
            first.destroy();
        }
    }

    private Process start(String store, int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreProgram.class.getName(),
                        store,
                        "--dir",
                        dir.resolve(store).toString(),
                        "--port",
                        Integer.toString(port))
                .start();
    }

    /** Where it serves: the first line that it says. */
    private static int port(Process program) throws IOException {
        String line = program.inputReader().readLine();
        assertThat(line).matches("ready \\d+");
        return Integer.parseInt(line.substring("ready ".length()));
    }

    private static MongoClient client(int port) {
        return MongoClients.create("mongodb://127.0.0.1:" + port + "/?retryWrites=false");
    }

    private static void write(int port, int id) {
        try (MongoClient client = client(port)) {
            client.getDatabase("fluxim").getCollection("things").insertOne(new Document("_id", id));
        }
    }
}
