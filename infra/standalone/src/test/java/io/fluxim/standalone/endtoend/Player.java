package io.fluxim.standalone.endtoend;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import io.fluxim.standalone.client.Client;
import io.fluxim.standalone.client.InboxEntry;
import io.fluxim.standalone.client.Observer;
import io.fluxim.standalone.client.Outcome;
import io.fluxim.testkit.check.Attempt;
import io.fluxim.testkit.check.Device;
import io.fluxim.testkit.check.PromiseCheck;
import io.fluxim.testkit.check.SeenEntry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** One user with one device, who sends his script, loses the network now and then, and notes everything. */
final class Player implements Observer {

    /** Sends that wait for their answer at once. */
    private static final int WINDOW = 16;

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Map<String, ErrorCode> CODES =
            Arrays.stream(ErrorCode.values()).collect(Collectors.toMap(ErrorCode::word, Function.identity()));

    private final UserId user;
    private final HttpClient http;
    private final Client.Login login;
    private final List<Line> script;
    private final int losesNetworkEvery;
    private final List<Sent> sent = new ArrayList<>();
    /** Guarded by this: written by the socket's threads, one connection after another. */
    private final List<Seen> seen = new ArrayList<>();

    private final Map<String, ErrorCode> rejected = new ConcurrentHashMap<>();
    private int connections;
    private Client client;

    /** What to say, and where. */
    record Line(Conversation conversation, String clientMsgId, tools.jackson.databind.JsonNode body) {

        Content content() {
            return new Content(MessageType.TEXT, body.toString());
        }
    }

    private record Sent(Line line, int connection, CompletableFuture<Outcome> outcome) {}

    /** Entries that came together; {@code after} is negative for a push. */
    private record Seen(long after, List<SeenEntry> entries) {}

    /**
     * @param losesNetworkEvery so many sends; 0 for never
     */
    Player(UserId user, HttpClient http, Client.Login login, List<Line> script, int losesNetworkEvery) {
        this.user = user;
        this.http = http;
        this.login = login;
        this.script = script;
        this.losesNetworkEvery = losesNetworkEvery;
    }

    /** Connects, and tries again where the server is too busy to open a session: as clients do. */
    void connect(Client.Position from) {
        connections++;
        client = Mono.defer(() -> Mono.fromFuture(Client.connect(http, login, from, this)))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(2)))
                .block(BOUND);
    }

    /** Sends the whole script; what was not answered is sent again with the same id. */
    void play() {
        Deque<Sent> window = new ArrayDeque<>();
        for (int i = 0; i < script.size(); i++) {
            window.add(send(script.get(i)));
            if (window.size() == WINDOW) {
                settle(window.poll());
            }
            if (losesNetworkEvery > 0 && i % losesNetworkEvery == losesNetworkEvery - 1) {
                loseNetwork();
            }
        }
        window.forEach(this::settle);
    }

    private void loseNetwork() {
        Client.Position position = client.position();
        client.abort();
        connect(position);
    }

    private Sent send(Line line) {
        CompletableFuture<Outcome> outcome = line.conversation() instanceof Conversation.Group group
                ? client.toGroup(group.id().value(), line.clientMsgId(), line.body())
                : client.toUser(
                        ((Conversation.Direct) line.conversation()).other(user).value(),
                        line.clientMsgId(),
                        line.body());
        Sent one = new Sent(line, connections, outcome);
        sent.add(one);
        return one;
    }

    private void settle(Sent one) {
        Outcome outcome =
                one.outcome().orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
        boolean settled = outcome instanceof Outcome.Accepted
                || (outcome instanceof Outcome.Refused refused && !refused.temporary());
        if (settled) {
            return;
        }
        if (!client.isOpen()) {
            connect(client.position());
        }
        settle(send(one.line()));
    }

    long position() {
        return client.position().last();
    }

    void close() {
        client.close();
    }

    @Override
    public synchronized void pushed(List<InboxEntry> frame) {
        seen.add(new Seen(-1, noted(frame)));
    }

    @Override
    public synchronized void read(long after, List<InboxEntry> page) {
        seen.add(new Seen(after, noted(page)));
    }

    @Override
    public void rejected(String messageId, String code) {
        rejected.put(messageId, CODES.get(code));
    }

    private static List<SeenEntry> noted(List<InboxEntry> entries) {
        return entries.stream()
                .map(entry -> new SeenEntry(
                        entry.position(),
                        Conversation.parse(entry.conversation()),
                        entry.seq(),
                        new MessageId(entry.messageId()),
                        new Content(
                                        MessageType.ofWord(entry.type()),
                                        entry.body().toString())
                                .hash(),
                        entry.at()))
                .toList();
    }

    /** Tells the check what was sent and seen. */
    synchronized void tell(PromiseCheck check) {
        for (Sent one : sent) {
            check.sent(Attempt.of(
                    user + "#" + one.connection(),
                    user,
                    one.line().conversation(),
                    one.line().clientMsgId(),
                    one.line().content(),
                    outcome(one.outcome().join())));
        }
        Device device = check.device(user, "only");
        for (Seen frame : seen) {
            if (frame.after() < 0) {
                device.pushed(frame.entries());
            } else {
                device.read(frame.after(), frame.entries());
            }
        }
        device.holds(0, position());
    }

    private io.fluxim.testkit.check.Outcome outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            ErrorCode rejection = rejected.get(accepted.messageId());
            return rejection == null
                    ? new io.fluxim.testkit.check.Outcome.Accepted(new MessageId(accepted.messageId()), accepted.at())
                    : new io.fluxim.testkit.check.Outcome.Rejected(rejection);
        }
        if (outcome instanceof Outcome.Refused refused && !refused.temporary()) {
            return new io.fluxim.testkit.check.Outcome.Refused(CODES.get(refused.code()));
        }
        return new io.fluxim.testkit.check.Outcome.Unknown();
    }
}
