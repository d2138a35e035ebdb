package io.fluxim.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What one running application says of itself and of the stores that it uses. */
final class Health {

    private static final String UP = "UP";

    private Health() {}

    /** @param health the body of its health endpoint, with components */
    static List<Finding> findings(String application, JsonNode health) {
        List<Finding> findings = new ArrayList<>();
        List<String> good = new ArrayList<>();
        health.path("components").forEachEntry((name, component) -> {
            if (component.path("status").asString("").equals(UP)) {
                good.add(name);
            } else {
                findings.add(bad(application, name, component));
            }
        });
        if (!good.isEmpty()) {
            findings.add(0, new Finding.Good(application + ": " + String.join(", ", good)));
        } else if (findings.isEmpty()) {
            findings.add(new Finding.Bad(application + " says nothing of its health", "./fluxim logs"));
        }
        return findings;
    }

    private static Finding bad(String application, String name, JsonNode component) {
        String error = component.path("details").path("error").asString("");
        return new Finding.Bad(
                application + ": " + name + " is " + component.path("status").asString("unknown")
                        + (error.isEmpty() ? "" : " (" + error + ")"),
                advice(name));
    }

    private static String advice(String component) {
        return switch (component) {
            case "mongo", "redis", "r2dbc" ->
                "the store is away or refuses: is it running, is its address right in fluxim.yml?";
            case "diskSpace" -> "make room, or keep the data elsewhere: --data DIR";
            default -> "./fluxim logs says more";
        };
    }
}
