package io.fluxim.cli.backup;

import static io.fluxim.cli.backup.Reader.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.client.Client;
import io.fluxim.client.InboxEntry;
import io.fluxim.client.Json;
import io.fluxim.client.Outcome;
import io.fluxim.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.node.StringNode;

/** What docs/backup.md says of a MongoDB that is lost while the log lives: a replay gives the same numbers again. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReplayIT {

    private Path data;
    private String group = "";

    @BeforeEach
    void makeDirectory() throws IOException {
        Path target = Path.of(System.getProperty("user.dir"), "target");
        data = Files.createTempDirectory(target, "replay ").resolve("data");
    }

    /** Everything in two inboxes and in the history of the group. */
    private record Seen(List<String> bob, List<String> cat, List<String> history) {}

    @Test
    void givenMongoOlderThanTheLog_whenReadFromItsBeginning_thenEverythingHasItsNumberAgain() throws Exception {
        try (Platform platform = Platform.start(data)) {
            Client ann = platform.connect("ann", platform.token("ann"), Client.Position.START, new Reader());
            String bob = platform.token("bob");
            accepted(ann.toUser("bob", "early-1", StringNode.valueOf("early-1")).join());
            group = platform.createGroup("ann", "bob");
            accepted(
                    ann.toGroup(group, "early-2", StringNode.valueOf("early-2")).join());
            read(platform, "bob", bob, 3);
            ann.close();
        }
        Path journal = data.resolve("mongodb/journal");
        Path older = Files.copy(journal, data.resolveSibling("journal"));

        Seen before;
        try (Platform platform = Platform.start(data)) {
            Client ann = platform.connect("ann", platform.token("ann"), Client.Position.START, new Reader());
            platform.token("cat");
            accepted(ann.toGroup(group, "late-1", StringNode.valueOf("late-1")).join());
            platform.invite(group, "ann", "cat");
            accepted(ann.toUser("bob", "late-2", StringNode.valueOf("late-2")).join());
            accepted(ann.toGroup(group, "late-3", StringNode.valueOf("late-3")).join());
            before = seen(platform);
            ann.close();
        }
        Files.delete(journal);
        Files.move(older, journal);
        forgetReaders();
        FileSystemUtils.deleteRecursively(data.resolve("redis"));

        try (Platform platform = Platform.start(data)) {
            assertThat(seen(platform)).isEqualTo(before);
            Client ann = platform.connect("ann", platform.token("ann"), Client.Position.START, new Reader());
            accepted(ann.toGroup(group, "new", StringNode.valueOf("new")).join());
            List<InboxEntry> cat = read(platform, "cat", platform.token("cat"), 3);
            assertThat(cat.get(2).body().asString()).isEqualTo("new");
            assertThat(told(cat).subList(0, 2)).isEqualTo(before.cat());
            ann.close();
        }
    }

    /** Bob has all seven entries; cat who joined the group and what came since. */
    private Seen seen(Platform platform) throws InterruptedException {
        return new Seen(
                told(read(platform, "bob", platform.token("bob"), 7)),
                told(read(platform, "cat", platform.token("cat"), 2)),
                platform.awaitHistory(Json.object().put("groupID", group), "bob", 5));
    }

    private static List<InboxEntry> read(Platform platform, String user, String token, int count)
            throws InterruptedException {
        Reader reader = new Reader();
        try (Client client = platform.connect(user, token, Client.Position.START, reader)) {
            return reader.await(count);
        }
    }

    private void forgetReaders() throws Exception {
        try (EmbeddedKafka kafka = new EmbeddedKafka(data.resolve("kafka"), 0)) {
            kafka.start();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                // answers once the groups are loaded
                admin.listConsumerGroupOffsets("pipeline-sequence")
                        .partitionsToOffsetAndMetadata()
                        .get(30, TimeUnit.SECONDS);
                admin.listConsumerGroupOffsets("pipeline-inbox")
                        .partitionsToOffsetAndMetadata()
                        .get(30, TimeUnit.SECONDS);
                admin.deleteConsumerGroups(List.of("pipeline-sequence", "pipeline-inbox"))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static void accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }
}
