package io.fluxim.lab.cast;

import io.fluxim.client.Client;
import io.fluxim.client.InboxEntry;
import io.fluxim.client.Observer;
import io.fluxim.client.Outcome;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.check.Attempt;
import io.fluxim.testkit.check.PromiseCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * One user with one device, who says their script, comes back however they lost their connection, sends again what was not
 * answered, and notes everything. Played by one thread; the notes are written by the connections' threads, too.
 */
public final class Player implements Observer, AutoCloseable {

    /** Sends that wait for their answer at once. */
    private static final int WINDOW = 16;
    /** Before the same is sent again: a server that refuses is not asked in a tight loop. */
    private static final Duration BREATH = Duration.ofMillis(100);

    private static final Map<String, ErrorCode> CODES =
            Arrays.stream(ErrorCode.values()).collect(Collectors.toMap(ErrorCode::word, Function.identity()));

    private final UserId user;
    private final Doors doors;
    private final Doors.Pass pass;
    private final Habits habits;
    private final List<Sent> sent = new ArrayList<>();
    private final Notes notes = new Notes();
    private final Map<String, ErrorCode> rejected = new ConcurrentHashMap<>();
    private int connections;
    /** The present connection, null before the first; moved by the player's thread. */
    private volatile @Nullable Client client;

    private record Sent(Line line, int connection, CompletableFuture<Outcome> outcome) {}

    /**
     * @param losesNetworkEvery the number of sends between two losses; 0 for never
     * @param patience          longest wait for an answer, and for a connection
     */
    public record Habits(int losesNetworkEvery, Duration patience, Tally tally) {}

    public Player(UserId user, Doors doors, Doors.Pass pass, Habits habits) {
        this.user = user;
        this.doors = doors;
        this.pass = pass;
        this.habits = habits;
    }

    public UserId user() {
        return user;
    }

    /** Connects, and tries again where a server is away or too busy: as clients do. */
    public void connect() {
        Client.Position from = Optional.ofNullable(client).map(Client::position).orElse(Client.Position.START);
        if (connections++ > 0) {
            habits.tally().reconnect();
        }
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        client = Mono.defer(() -> Mono.fromFuture(Client.connect(doors.http(), doors.next(pass), from, this)))
                .doOnError(failure -> failures.add(Instant.now() + " " + failure))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(Duration.ofSeconds(1)))
                .timeout(habits.patience())
                .onErrorMap(
                        TimeoutException.class,
                        late -> new IllegalStateException(
                                user + " found no open door within "
                                        + habits.patience().toSeconds() + " s: " + failures,
                                late))
                .block();
    }

    /** Says the whole script; returns when everything has a final answer. */
    public void play(Script script) {
        Deque<Sent> window = new ArrayDeque<>();
        for (Optional<Line> line = script.next(); line.isPresent(); line = script.next()) {
            window.add(send(line.get()));
            while (window.size() >= WINDOW || answered(window)) {
                settle(window.remove());
            }
            if (habits.losesNetworkEvery() > 0 && sent.size() % habits.losesNetworkEvery() == 0) {
                present().abort();
                connect();
            }
        }
        window.forEach(this::settle);
    }

    /** Says it now, however much waits for its answer; a refusal is left at that. */
    CompletableFuture<Outcome> say(Line line) {
        return send(line).outcome();
    }

    private static boolean answered(Deque<Sent> window) {
        return !window.isEmpty() && window.peek().outcome().isDone();
    }

    private Client present() {
        Client now = client;
        if (now == null) {
            throw new IllegalStateException(user + " never connected");
        }
        return now;
    }

    private Sent send(Line line) {
        if (!present().isOpen()) {
            connect();
        }
        CompletableFuture<Outcome> outcome = line.conversation() instanceof Conversation.Group group
                ? present().toGroup(group.id().value(), line.clientMsgId(), line.body())
                : present()
                        .toUser(
                                ((Conversation.Direct) line.conversation())
                                        .other(user)
                                        .value(),
                                line.clientMsgId(),
                                line.body());
        Sent one = new Sent(line, connections, outcome);
        sent.add(one);
        return one;
    }

    /** Waits for the answer; without a final one the same is sent again, without end but for the player's patience. */
    private void settle(Sent first) {
        long deadline = System.nanoTime() + habits.patience().toNanos();
        for (Sent one = first; !isFinal(one); one = again(one.line())) {
            if (System.nanoTime() > deadline) {
                return; // stays unknown: the check knows what that means
            }
        }
    }

    private Sent again(Line line) {
        habits.tally().retry();
        LockSupport.parkNanos(BREATH.toNanos());
        return send(line);
    }

    private boolean isFinal(Sent one) {
        Outcome outcome = outcome(one);
        if (outcome instanceof Outcome.Accepted) {
            habits.tally().accept();
            return true;
        }
        if (outcome instanceof Outcome.Refused refused) {
            habits.tally().refuse();
            return !refused.temporary();
        }
        return false;
    }

    /** A connection that says nothing for so long is given up: its sends have no answer then. */
    private Outcome outcome(Sent one) {
        try {
            return one.outcome().get(habits.patience().toMillis() / 4, TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            present().abort();
            return one.outcome().getNow(new Outcome.Unknown());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends again what was accepted and has not come back to its own sender: if it was rejected, that is told again. */
    public void askAgain() {
        List<Line> missing = sent.stream()
                .filter(one -> one.outcome().getNow(new Outcome.Unknown()) instanceof Outcome.Accepted)
                .map(Sent::line)
                .filter(line -> !notes.has(id(line)) && !rejected.containsKey(id(line).toString()))
                .distinct()
                .toList();
        missing.forEach(line -> settle(again(line)));
    }

    private MessageId id(Line line) {
        return MessageId.of(user, line.conversation(), line.clientMsgId());
    }

    /** Asks for a sign of life, whose answer tells what was missed; comes back where the connection is gone. */
    public void look() {
        if (!present().isOpen()) {
            connect();
        }
        present().ping();
    }

    /** The last position up to which everything has come. */
    public long position() {
        return present().position().last();
    }

    /** Where another device of this user could begin. */
    public Client.Position position(long last) {
        return new Client.Position(present().position().epoch(), last);
    }

    /** A second device, which reads from there on. */
    public Reader reader(Client.Position from) {
        return Reader.connect(user, doors, new Doors.Pass(pass.token(), pass.device() + "-reader"), from);
    }

    @Override
    public void close() {
        Optional.ofNullable(client).ifPresent(Client::close);
    }

    @Override
    public void received(InboxEntry entry) {
        habits.tally().receive();
    }

    @Override
    public void dropped(InboxEntry entry) {
        habits.tally().repeat();
    }

    @Override
    public void pushed(List<InboxEntry> frame) {
        notes.pushed(frame);
    }

    @Override
    public void read(long after, List<InboxEntry> page) {
        notes.read(after, page);
    }

    @Override
    public void rejected(String messageId, String code) {
        if (rejected.put(messageId, code(code)) == null) {
            habits.tally().reject();
        }
    }

    /** Tells the check what was sent and seen. */
    public void tell(PromiseCheck check) {
        for (Sent one : List.copyOf(sent)) {
            check.sent(Attempt.of(
                    user + "#" + one.connection(),
                    user,
                    one.line().conversation(),
                    one.line().clientMsgId(),
                    one.line().content(),
                    told(one)));
        }
        notes.tell(check.device(user, pass.device()).holds(0, position()));
    }

    private io.fluxim.testkit.check.Outcome told(Sent one) {
        Outcome outcome = one.outcome().getNow(new Outcome.Unknown());
        if (outcome instanceof Outcome.Accepted accepted) {
            ErrorCode rejection = rejected.get(accepted.messageId());
            return rejection == null || stands(one.line(), accepted.at())
                    ? new io.fluxim.testkit.check.Outcome.Accepted(new MessageId(accepted.messageId()), accepted.at())
                    : new io.fluxim.testkit.check.Outcome.Rejected(rejection);
        }
        if (outcome instanceof Outcome.Refused refused && !refused.temporary()) {
            return new io.fluxim.testkit.check.Outcome.Refused(code(refused.code()));
        }
        return new io.fluxim.testkit.check.Outcome.Unknown();
    }

    /**
     * A rejection names the id alone: it does not concern the attempt that says what came back, nor a repeat of that. An
     * attempt before it was rejected, be it in the same words: its sender had left the group, and has joined again.
     */
    private boolean stands(Line line, long at) {
        return notes.says(id(line), line.content().hash(), at);
    }

    /** A word of a newer server is an error like any other. */
    private static ErrorCode code(String word) {
        return CODES.getOrDefault(word, ErrorCode.INTERNAL);
    }

    static Content content(InboxEntry entry) {
        return new Content(MessageType.known(entry.type()), entry.body().toString());
    }
}
