package io.fluxim.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EmbeddedRedisIT {

    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "fluxim");

    @TempDir
    Path dir;

    @Test
    void givenReplica_whenPromotedBeforeItsPrimaryDies_thenItServesWithoutWhatCameSince() throws IOException {
        try (EmbeddedRedis primary = new EmbeddedRedis(dir.resolve("primary"), 0, "secret", CACHE);
                EmbeddedRedis replica = primary.replica(dir.resolve("replica"), 0)) {
            primary.start();
            primary.command("SET before 123");
            replica.start();
            assertThat(replica.command("STRLEN before")).isEqualTo(":3");
            assertThat(replica.command("SET mine 1")).startsWith("-READONLY");
            primary.command("SET followed 12");
            await(replica, "STRLEN followed", ":2");

            replica.promote();
            primary.command("SET after 1");
            primary.kill();
            assertThat(replica.command("EXISTS after")).isEqualTo(":0");
            assertThat(replica.command("SET mine 1")).isEqualTo("+OK");

            replica.kill();
            replica.start();
            assertThat(replica.command("SET mine 2")).isEqualTo("+OK");
        }
    }

    /** The replica hears of things a moment later; the test's time limit bounds the wait. */
    private static void await(EmbeddedRedis redis, String line, String answer) throws IOException {
        String found = redis.command(line);
        while (!found.startsWith(answer)) {
            found = redis.command(line);
        }
    }

    @Test
    void givenReplicaThatLostItsPrimary_whenAsked_thenItRefusesUntilPromoted() throws IOException {
        try (EmbeddedRedis primary = new EmbeddedRedis(dir.resolve("primary"), 0, "secret", CACHE);
                EmbeddedRedis replica = primary.replica(dir.resolve("replica"), 0)) {
            primary.start();
            primary.command("SET thing 1");
            replica.start();
            primary.kill();
            await(replica, "EXISTS thing", "-MASTERDOWN");
            replica.promote();
            assertThat(replica.command("EXISTS thing")).isEqualTo(":1");
        }
    }
}
