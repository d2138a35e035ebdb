package io.fluxim.standalone;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;

/** Where the running applications answer, for people. */
final class Addresses {

    private final Map<Application, ConfigurableApplicationContext> running;

    Addresses(Map<Application, ConfigurableApplicationContext> running) {
        this.running = running;
    }

    /** Where the API, the page and the sockets are. */
    String url() {
        return "http://127.0.0.1:" + port("access", "local.server.port");
    }

    /** A few lines, each an address with what it is for. */
    String text() {
        String metrics = running.keySet().stream()
                .map(application -> "               http://127.0.0.1:%s/actuator/prometheus  (%s)%n"
                        .formatted(port(application.name(), "local.management.port"), application.name()))
                .collect(Collectors.joining());
        return """
                  Chat page    %1$s/
                  HTTP API     %1$s/  (to try it: %1$s/swagger-ui.html)
                  WebSocket    %2$s/ws
                  Metrics%3$s
                """.formatted(
                url(), url().replaceFirst("http", "ws"), metrics.stripTrailing().substring("         ".length()));
    }

    /** The port of an application: {@code local.management.port} is its main one where it has no other. */
    private String port(String name, String kind) {
        return running.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(entry -> entry.getValue().getEnvironment())
                .map(environment -> environment.getProperty(kind, environment.getProperty("local.server.port", "?")))
                .findFirst()
                .orElse("?");
    }
}
