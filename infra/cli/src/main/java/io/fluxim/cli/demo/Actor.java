package io.fluxim.cli.demo;

import io.fluxim.client.Client;
import io.fluxim.client.InboxEntry;
import io.fluxim.client.Observer;
import io.fluxim.client.Outcome;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** One person of the cast: online or not, and what was received so far. */
final class Actor implements Observer {

    private static final long BOUND_SECONDS = 15;

    private final String name;
    private final Client.Position start;
    /** Guarded by this. */
    private final List<Received> received = new ArrayList<>();

    private Client.Position position;
    /** The inbox's last entry when this person came for the first time. */
    private long greeted = -1;
    /** How many entries came again, because the platform began another life. */
    private int again;

    /** The connection of the moment. */
    private @Nullable Client client;

    /** An entry and when it came, Unix milliseconds by this machine's clock. */
    record Received(InboxEntry entry, long when) {

        /** From being accepted to being here. */
        long latency() {
            return Math.max(0, when - entry.at());
        }
    }

    private Actor(String name, Client.Position start) {
        this.name = name;
        this.start = start;
        this.position = start;
    }

    /** Comes online at a position; waits for the server's hello. */
    static Actor online(String name, Client.Position start, Stage stage, HttpClient http) {
        Actor actor = new Actor(name, start);
        actor.comeBack(stage, http);
        return actor;
    }

    void comeBack(Stage stage, HttpClient http) {
        Client.Login login = new Client.Login(stage.socket(), stage.token(name), "demo");
        client = await(Client.connect(http, login, position, this));
    }

    /** Leaves; what comes now waits in the inbox. */
    void leave() {
        position = connection().position();
        connection().abort();
    }

    void tell(Actor other, String text) {
        accepted(connection().toUser(other.name, UUID.randomUUID().toString(), StringNode.valueOf(text)));
    }

    void tellAll(String group, String text) {
        accepted(connection().toGroup(group, UUID.randomUUID().toString(), StringNode.valueOf(text)));
    }

    @Override
    public synchronized void greeted(long head) {
        if (greeted < 0) {
            greeted = head;
        }
    }

    /** Whether the platform said that what this person has seen of it belongs to another life. */
    boolean startedOver() {
        return !start.epoch().isEmpty() && !start.epoch().equals(position().epoch());
    }

    /** Waits for all that the inbox held at first; from then on only what follows is counted. Answers whether it came. */
    synchronized boolean readsAgain() {
        boolean all = awaits(() -> position().last() >= greeted);
        again = received.size();
        return all;
    }

    /** The position that has to come first; in another epoch whatever the retention has left. */
    synchronized long firstExpected() {
        boolean anything = startedOver() && !received.isEmpty();
        return anything ? received.get(0).entry().position() : start.last() + 1;
    }

    /** How many entries came again. */
    synchronized int again() {
        return again;
    }

    /** How many entries had been seen that the inbox did not hold any more at first. */
    synchronized long lost() {
        return Math.max(0, start.last() - greeted);
    }

    @Override
    public synchronized void received(InboxEntry entry) {
        received.add(new Received(entry, System.currentTimeMillis()));
        notifyAll();
    }

    /** Waits until this number of entries came, besides those that came again; answers whether they did. */
    synchronized boolean awaits(int count) {
        return awaits(() -> received.size() - again >= count);
    }

    private synchronized boolean awaits(BooleanSupplier here) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        try {
            for (long left = end - System.nanoTime();
                    !here.getAsBoolean() && left > 0;
                    left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return here.getAsBoolean();
    }

    /** What came in this play, besides what came again. */
    synchronized List<Received> received() {
        return List.copyOf(received.subList(again, received.size()));
    }

    /** All that came. */
    synchronized List<Received> inbox() {
        return List.copyOf(received);
    }

    String name() {
        return name;
    }

    Client.Position start() {
        return start;
    }

    Client.Position position() {
        return connection().position();
    }

    void goHome() {
        connection().close();
    }

    private Client connection() {
        return Objects.requireNonNull(client, "online once made");
    }

    private void accepted(CompletableFuture<Outcome> sending) {
        if (!(await(sending) instanceof Outcome.Accepted)) {
            throw new DemoFailed(name + "'s message was not accepted: " + sending.join());
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.orTimeout(BOUND_SECONDS, TimeUnit.SECONDS).join();
        } catch (java.util.concurrent.CompletionException e) {
            throw new DemoFailed("no answer: " + e.getCause());
        }
    }
}
