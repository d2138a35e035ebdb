package io.fluxim.standalone;

import io.fluxim.embedded.CannotStart;
import io.fluxim.embedded.Secrets;
import io.fluxim.embedded.StartListener.Phase;
import io.fluxim.loops.EventLoops;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Everything in one process: the embedded stores, then each application, all on one set of event loops, until SIGTERM; then the applications in the
 * reverse order, and the stores last. Exit code 1: it could not start, 2: the data directory is in use.
 */
public final class Standalone {

    private final DataDirectory data;
    private final Progress progress;
    private final Parts parts = new Parts();

    private Standalone(DataDirectory data, Progress progress) {
        this.data = data;
        this.progress = progress;
    }

    public static void main(String[] arguments) {
        Progress progress = new Progress(System.out, Boolean.getBoolean("fluxim.colour"));
        Path directory = Path.of(System.getProperty("fluxim.data", "data"))
                .toAbsolutePath()
                .normalize();
        Logging.into(directory.resolve("logs"));
        try {
            new Standalone(DataDirectory.claim(directory), progress).run();
        } catch (CannotRun e) {
            progress.problem(Cause.of(e));
            System.exit(2);
        }
    }

    private void run() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        long began = System.nanoTime();
        progress.say("Starting Fluxim on Java " + Runtime.version().feature() + ", data in " + data.root());
        try {
            start(began);
        } catch (CannotStart | CannotRun e) {
            failed(Cause.of(e));
        } catch (RuntimeException e) {
            log().error("start failed", e);
            failed(Cause.sentence(e));
        }
    }

    private void start(long began) {
        Settings settings = Settings.load(data);
        Stores stores = parts.start("stores", () -> Stores.start(data, settings, this::storeChanged));
        Map<String, String> given = given(settings, stores);
        EventLoops loops = parts.start("event loops", EventLoops::new);
        Addresses addresses = new Addresses();
        for (Application application : Application.all()) {
            long start = System.nanoTime();
            progress.starting(application.name());
            ConfigurableApplicationContext context =
                    parts.start(application.name(), () -> application.start(given, loops));
            application.awaitReady().accept(context);
            addresses.add(application, context);
            progress.done(application.name(), System.nanoTime() - start);
        }
        data.storesReady(stores.connections());
        data.ready(addresses.all(), addresses.text());
        log().info("ready: data={}", data.root());
        progress.ready(System.nanoTime() - began, addresses.text());
    }

    /** What every application is told: the stores, the secrets that nobody configured, and where to log. */
    private Map<String, String> given(Settings settings, Stores stores) {
        Map<String, String> given = new LinkedHashMap<>(stores.connections());
        Secrets secrets = stores.secrets();
        if (!settings.has("im.access.jwt.key")) {
            given.put("im.access.jwt.key", secrets.get("jwt-key"));
        }
        if (!settings.has("im.access.admin.secret")) {
            given.put("im.access.admin.secret", secrets.get("admin-secret"));
        }
        given.put("spring.config.additional-location", Settings.location(data));
        given.put("logging.config", Logging.CONFIG);
        return given;
    }

    private void storeChanged(String store, Phase phase, long millis) {
        switch (phase) {
            case READY -> progress.done(store, millis * 1_000_000);
            case FAILED -> progress.problem("  " + store + " failed");
            default -> {} // side by side: only what came of it is worth a line
        }
    }

    private void failed(String why) {
        if (parts.stopping()) {
            return;
        }
        progress.problem("Fluxim could not start. " + why);
        System.exit(1);
    }

    private void stop() {
        progress.say("Stopping ...");
        data.notReady();
        parts.stop(said -> {
            progress.say("  " + said);
            log().info(said);
        });
        data.close();
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Standalone.class);
    }
}
