package io.fluxim.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1. */
public final class Ports {

    static final String LOOPBACK = "127.0.0.1";

    /** Below what kernels hand out to outgoing connections, so that a stopped store finds its port free again. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    /** Handed out before, of which not all need to be taken yet. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** The port itself, or where it is 0 one that is free together with the next; this JVM gets no pair twice. */
    public static int orFree(int port) {
        return port == 0 ? free() : port;
    }

    /** Even ones, so that two pairs have no port in common. */
    private static int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = LOWEST + 2 * ThreadLocalRandom.current().nextInt((HIGHEST - LOWEST) / 2);
            if (isFree(port) && isFree(port + 1) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new CannotStart("no free port of 127.0.0.1 was found between " + LOWEST + " and " + HIGHEST);
    }

    /** Complains before the store does, and more clearly. */
    static void requireFree(String store, int port) {
        if (!isFree(port)) {
            throw CannotStart.portTaken(store, port);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
