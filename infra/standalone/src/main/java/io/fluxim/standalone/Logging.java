package io.fluxim.standalone;

import java.nio.file.Path;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;

/**
 * Where everything is logged. It is set up by Spring Boot's own means before anything else runs: each application would
 * do it again otherwise, and take the log away from the stores that run already.
 */
final class Logging {

    /** For {@code logging.config}. */
    static final String CONFIG = "classpath:standalone-logback.xml";

    private Logging() {}

    static void into(Path directory) {
        System.setProperty("fluxim.logs", directory.toString());
        LoggingSystem system = LoggingSystem.get(Logging.class.getClassLoader());
        system.beforeInitialize();
        system.initialize(new LoggingInitializationContext(new StandardEnvironment()), CONFIG, null);
    }
}
