package io.fluxim.standalone;

import io.fluxim.access.server.AccessApplication;
import io.fluxim.cleaner.CleanerApplication;
import io.fluxim.loops.EventLoops;
import io.fluxim.pipeline.PipelineApplication;
import io.fluxim.sink.HistorySinkApplication;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One of the applications as a Spring context of its own, the same as in a process of its own.
 *
 * @param builder    makes it as its {@code main} would
 * @param awaitReady returns when it serves, or fails within a bound
 */
record Application(
        String name, Supplier<SpringApplicationBuilder> builder, Consumer<ConfigurableApplicationContext> awaitReady) {

    /** One that serves as soon as its context runs. */
    private Application(String name, Supplier<SpringApplicationBuilder> builder) {
        this(name, builder, running -> {});
    }

    /** In the order of their start: the one that brings messages comes last, so that it is stopped first. */
    static List<Application> all() {
        return List.of(
                new Application("history-sink", HistorySinkApplication::builder),
                new Application("offline-cleaner", CleanerApplication::builder), // needs topics, and makes none
                new Application("message-pipeline", PipelineApplication::builder),
                new Application("access", AccessApplication::builder, AccessApplication::awaitReady));
    }

    /**
     * Runs it until the context is closed.
     *
     * @param given keys that stand above all its other configuration
     * @param loops those of the process, which outlive it
     */
    ConfigurableApplicationContext start(Map<String, String> given, EventLoops loops) {
        String[] arguments = given.entrySet().stream()
                .map(key -> "--" + key.getKey() + "=" + key.getValue())
                .toArray(String[]::new);
        return builder.get()
                .initializers(context -> context.getBeanFactory().registerSingleton("eventLoops", loops))
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false) // the process stops all of them, in order
                .run(arguments);
    }
}
