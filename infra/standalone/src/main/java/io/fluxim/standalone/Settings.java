package io.fluxim.standalone;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What the operator configured: system properties, the environment, {@code fluxim.yml} in the working directory and in
 * the data directory; the same sources, in the same order, as each application reads.
 */
public final class Settings {

    private final Binder binder;

    private Settings(Binder binder) {
        this.binder = binder;
    }

    /** Where an application looks for {@code fluxim.yml} besides its working directory. */
    static String location(DataDirectory data) {
        return location(data.root());
    }

    /** The same of a directory that this process has not claimed. */
    public static String location(Path data) {
        return "optional:file:" + data + "/";
    }

    /** As things are now; they are read once. */
    public static Settings load(DataDirectory data) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "names",
                        Map.of("spring.config.name", "fluxim", "spring.config.additional-location", location(data))));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        return new Settings(Binder.get(environment));
    }

    /** The value of a key, or the given one where it is not set. */
    String get(String key, String otherwise) {
        return binder.bind(key, String.class).orElse(otherwise);
    }

    /** The number of a key, or the given one where it is not set. */
    int number(String key, int otherwise) {
        return binder.bind(key, Integer.class).orElse(otherwise);
    }

    boolean has(String key) {
        return !get(key, "").isBlank();
    }
}
