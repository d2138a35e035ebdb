package io.fluxim.bench.load;

import io.fluxim.bench.check.Ledger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;

/** Many connections on one thread, each of one device in one conversation. */
public final class Connections implements AutoCloseable {

    /** Handshakes at once. */
    private static final int SIDE_BY_SIDE = 128;

    private static final Duration OPEN = Duration.ofMinutes(3);

    private final Ledger ledger;
    private final Notebook notebook;
    private final LoopResources loop = LoopResources.create("bench", 1, true);
    private final Line.Door door;
    private final List<Line> lines = new ArrayList<>();
    /** Whose turn it is to talk; moved by the thread that sends. */
    private int turn;

    /** How many take turns; moved by the same thread. */
    private int talkers = Integer.MAX_VALUE;

    /**
     * Where they write down what they hear.
     *
     * @param ledger    every message
     * @param latencies of those that are measured
     * @param troubles  what was refused
     */
    public record Books(Ledger ledger, Latencies latencies, Troubles troubles) {}

    /** @param socket of the platform */
    public Connections(URI socket, Books books) {
        this.ledger = books.ledger();
        this.notebook = new Notebook(books.ledger(), books.latencies(), books.troubles());
        this.door = new Line.Door(HttpClient.newConnection().runOn(loop), socket + "?device=bench");
    }

    /** A device that talks to a user. */
    public void talkingToUser(int conversation, String token, String user) {
        add(conversation, token, "{\"user\":\"" + user + "\"}");
    }

    /** A device that talks to a group. */
    public void talkingToGroup(int conversation, String token, String group) {
        add(conversation, token, "{\"group\":\"" + group + "\"}");
    }

    private void add(int conversation, String token, String to) {
        lines.add(new Line(ledger.device(conversation), new Line.Who(token, to), notebook));
    }

    /** Opens all of them; returns when each was greeted. */
    public void open() {
        open(0, lines.size());
    }

    /** Opens some, in the order in which they were added; returns when each was greeted. */
    public void open(int from, int to) {
        Flux.fromIterable(lines.subList(from, to))
                .flatMap(line -> line.open(door), SIDE_BY_SIDE)
                .blockLast(OPEN);
    }

    /** All go, without a word; they may be opened again. */
    public void leave() {
        lines.forEach(Line::leave);
    }

    /** The device, by the ledger's number, of the connection that was added at this place. */
    public int device(int index) {
        return lines.get(index).device();
    }

    /** From now on only this number of them talk: those that were added first. */
    public void onlyFirstTalk(int count) {
        talkers = count;
    }

    /** Another of them sends a message, one after the other; its number is the ledger's next. */
    void say() {
        Line line = lines.get(turn);
        turn = (turn + 1) % Math.min(talkers, lines.size());
        line.say(ledger.sending(line.device()));
    }

    /** All look whether they miss anything. */
    public void ping() {
        lines.stream().filter(Line::isOpen).forEach(Line::ping);
    }

    @Override
    public void close() {
        lines.forEach(Line::close);
        loop.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block(Duration.ofSeconds(10));
    }
}
