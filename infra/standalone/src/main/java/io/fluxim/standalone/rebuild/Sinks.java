package io.fluxim.standalone.rebuild;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Whoever writes the history: it must not change while it is compared and replaced. */
final class Sinks {

    private static final String GROUP = "history-sink";
    private static final int PATIENCE_MILLIS = 30_000;

    private Sinks() {}

    /** @throws RebuildFailed where one runs, be it on another machine */
    static void requireNone(String bootstrapServers) {
        int running = running(bootstrapServers);
        if (running > 0) {
            throw new RebuildFailed(
                    running + " history sinks read the log; stop them first, so that the history stands still");
        }
    }

    private static int running(String bootstrapServers) {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", PATIENCE_MILLIS))) {
            return admin.describeConsumerGroups(Set.of(GROUP)).all().get().values().stream()
                    .mapToInt(group -> group.members().size())
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RebuildFailed("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0; // none ever did
            }
            throw new RebuildFailed("Kafka does not tell who reads the log: " + e.getCause(), e);
        }
    }
}
