package io.fluxim.standalone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Where the running applications answer. */
final class Addresses {

    private static final String EDGE = "access";

    /** By application, in the order of their start. */
    private final Map<String, Environment> running = new LinkedHashMap<>();

    void add(Application application, ConfigurableApplicationContext context) {
        running.put(application.name(), context.getEnvironment());
    }

    /** For the commands: {@code api}, and the management address of each application by its name. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("api", url(EDGE, "local.server.port"));
        running.keySet().forEach(name -> all.put(name, management(name)));
        return all;
    }

    /** For people: a few lines, each an address with what it is for. */
    String text() {
        String api = url(EDGE, "local.server.port");
        String metrics = running.keySet().stream()
                .map(name -> management(name) + "/actuator/prometheus  (" + name + ")")
                .collect(Collectors.joining("\n" + " ".repeat(15)));
        return """
                  Chat page    %1$s/
                  HTTP API     %1$s/  (to try it: %1$s/swagger-ui.html)
                  WebSocket    %2$s/ws
                  Metrics      %3$s
                """.formatted(api, api.replaceFirst("http", "ws"), metrics);
    }

    /** {@code local.management.port} where an application has a port of its own for that, else its only port. */
    private String management(String name) {
        return url(name, "local.management.port");
    }

    private String url(String name, String port) {
        Environment environment = running.get(name);
        if (environment == null) {
            throw new IllegalArgumentException("no application runs under the name " + name);
        }
        return "http://127.0.0.1:"
                + environment.getProperty(port, environment.getProperty("local.server.port", "unknown"));
    }
}
