package io.fluxim.bench.report;

import java.util.Map;

/**
 * CPU in microseconds a message.
 *
 * @param servers   of each process of the platform
 * @param generator of the bench itself, which is no part of the sum
 */
public record Cpu(Map<String, Double> servers, double generator) {

    public static final Cpu NONE = new Cpu(Map.of(), 0);

    /** Over all processes of the platform. */
    public double sum() {
        return servers.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
