package io.fluxim.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ports that a start needs, unless it is configured otherwise. */
final class FreePorts {

    private static final Map<String, Integer> APPLICATIONS = Map.of(
            "server.port", 10002,
            "management.server.port", 10003);
    private static final Map<String, Integer> STORES = Map.of(
            "im.embedded.kafka-port", 19092,
            "im.embedded.redis-port", 16379,
            "im.embedded.mariadb-port", 13306,
            "im.embedded.mongodb-port", 17017);

    private FreePorts() {}

    static List<Finding> findings() {
        return List.of(of("access", APPLICATIONS), of("the embedded stores", STORES));
    }

    private static Finding of(String whose, Map<String, Integer> ports) {
        String taken = ports.entrySet().stream()
                .filter(port -> !isFree(port.getValue()))
                .map(port -> port.getValue() + " (" + port.getKey() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
        return taken.isEmpty()
                ? new Finding.Good("the ports of " + whose + " are free")
                : new Finding.Bad(
                        "ports of " + whose + " are taken: " + taken,
                        "end what listens there (ss -ltnp shows it), or choose others with these keys in fluxim.yml");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
