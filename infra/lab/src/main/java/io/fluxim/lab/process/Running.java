package io.fluxim.lab.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Servers that run, ended together, the last started first; none outlives this process, however that ends. */
public final class Running implements AutoCloseable {

    /** The last started first. */
    private final Deque<Server> started = new ArrayDeque<>();

    /** @param name of the thread that ends them with this process */
    public Running(String name) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, name));
    }

    /** Starts them side by side; returns when all of them serve. */
    public void together(List<? extends Server> servers, Consumer<String> progress) {
        Beside.each(servers, server -> {
            start(server);
            progress.accept(server.name());
        });
    }

    /** Starts one more. */
    public void start(Server server) {
        synchronized (started) {
            started.push(server);
        }
        server.start();
    }

    @Override
    public void close() {
        List<Server> running;
        synchronized (started) {
            running = List.copyOf(started);
            started.clear();
        }
        running.forEach(Running::end);
    }

    private static void end(Server server) {
        try {
            server.kill();
        } catch (RuntimeException e) {
            System.err.println(server.name() + " could not be ended: " + e.getMessage());
        }
    }
}
