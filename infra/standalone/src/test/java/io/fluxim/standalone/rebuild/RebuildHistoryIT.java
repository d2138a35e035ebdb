package io.fluxim.standalone.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.history.Place;
import io.fluxim.standalone.DataDirectory;
import io.fluxim.standalone.backup.Platform;
import io.fluxim.standalone.cli.Json;
import io.fluxim.standalone.client.Client;
import io.fluxim.standalone.client.Observer;
import io.fluxim.standalone.client.Outcome;
import io.fluxim.standalone.rebuild.RebuildHistory.Done;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.StringNode;

/** A whole platform whose history is destroyed, and made anew from the log. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RebuildHistoryIT {

    private final List<String> progress = new CopyOnWriteArrayList<>();
    private final RebuildHistory rebuild = new RebuildHistory(Clock.systemUTC(), progress::add);

    @Test
    void givenDestroyedHistory_whenRebuilt_thenItIsToldAndPutRight() throws Exception {
        Path data = Files.createTempDirectory(Path.of(System.getProperty("user.dir"), "target"), "rebuild ")
                .resolve("data");
        List<String> before = chatted(data);
        assertThat(rebuild.run(data, RebuildHistory.Outcome.COMPARED)
                        .difference()
                        .isWhole())
                .isTrue();

        execute(data, "DELETE FROM message_history WHERE seq > 1");

        Done compared = rebuild.run(data, RebuildHistory.Outcome.COMPARED);
        assertThat(compared.read()).isEqualTo(3);
        assertThat(compared.difference().missing().first())
                .extracting(Place::seq)
                .extracting(seq -> seq.value())
                .containsExactly(2L, 3L);
        assertThat(compared.old()).isEmpty();
        assertThat(progress).contains("read partition 8 of 8 of the log");

        Done done = rebuild.run(data, RebuildHistory.Outcome.PUT_IN_PLACE);
        assertThat(done.difference()).isEqualTo(compared.difference());
        assertThat(done.old()).hasValueSatisfying(old -> assertThat(old).startsWith("message_history_before_"));
        assertThat(history(data)).isEqualTo(before);
    }

    private List<String> chatted(Path data) throws Exception {
        try (Platform platform = Platform.start(data)) {
            platform.token("bob");
            Client ann = platform.connect("ann", platform.token("ann"), Client.Position.START, Observer.NONE);
            for (String id : List.of("one", "two", "three")) {
                assertThat(ann.toUser("bob", id, StringNode.valueOf(id)).join()).isInstanceOf(Outcome.Accepted.class);
            }
            List<String> rows = platform.awaitHistory(Json.object().put("userID", "ann"), "bob", 3);
            assertThatThrownBy(() -> rebuild.run(data, RebuildHistory.Outcome.COMPARED))
                    .isInstanceOf(RebuildFailed.class)
                    .hasMessageContaining("another process uses");
            ann.close();
            return rows;
        }
    }

    private static List<String> history(Path data) throws Exception {
        try (Platform platform = Platform.start(data)) {
            return platform.awaitHistory(Json.object().put("userID", "ann"), "bob", 3);
        }
    }

    private static void execute(Path data, String sql) {
        try (DataDirectory claimed = DataDirectory.claim(data);
                Workshop workshop = Workshop.open(claimed)) {
            ConnectionFactory connections = workshop.part(ConnectionFactory.class);
            Mono.usingWhen(
                            connections.create(),
                            connection -> Flux.from(
                                            connection.createStatement(sql).execute())
                                    .concatMap(Result::getRowsUpdated)
                                    .then(),
                            Connection::close)
                    .block(Duration.ofSeconds(30));
        }
    }
}
