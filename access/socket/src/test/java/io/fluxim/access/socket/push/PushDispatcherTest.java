package io.fluxim.access.socket.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.socket.TestSessions;
import io.fluxim.access.socket.dialect.Decoded;
import io.fluxim.access.socket.dialect.Dialect;
import io.fluxim.access.socket.outbound.EncodedFrame;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.session.Sessions;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import io.fluxim.protocol.topic.Push;
import io.fluxim.protocol.topic.Rejection;
import io.fluxim.protocol.topic.TraceParent;
import io.fluxim.testkit.Messages;
import io.fluxim.trace.Spans;
import io.fluxim.trace.Stage;
import io.fluxim.trace.Tracing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PushDispatcherTest {

    private static final NodeId HERE = new NodeId("here");
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");

    private final TestSessions made = new TestSessions();
    private final Sessions sessions = new Sessions();
    private final PushDispatcher dispatcher = new PushDispatcher(sessions, new PushMeters(made.registry), Tracing.OFF);
    private final Message message = Messages.message(Messages.envelope("ann", "bob", "hi"), 5);

    @Test
    void givenEntries_whenDispatched_thenEverySessionOfEveryReceiverGetsItsOwnPosition() {
        Session annsPhone = greeted("ann", "phone");
        Session bobsPhone = greeted("bob", "phone");
        Session bobsWeb = greeted("bob", "web");
        dispatch(push(HERE, pushed(message, receiver(ANN, 7), receiver(BOB, 9))));
        assertThat(entries(annsPhone)).containsExactly(7L);
        assertThat(entries(bobsPhone)).containsExactly(9L);
        assertThat(entries(bobsWeb)).containsExactly(9L);
        assertThat(bobsWeb.told()).isEqualTo(9);
    }

    @Test
    void givenSeveralMessagesForOne_whenDispatched_thenOneFrameInTheOrderOfPositions() {
        Session bob = greeted("bob", "phone");
        Message other = Messages.message(Messages.envelope("eve", "bob", "yo"), 1);
        dispatch(push(HERE, pushed(message, receiver(BOB, 1)), pushed(other, receiver(BOB, 2))));
        List<String> written = TestSessions.written(bob);
        assertThat(written).hasSize(2);
        assertThat(positions(written)).containsExactly(1L, 2L);
    }

    @Test
    void givenReceiverWhoHasLeft_whenDispatched_thenCountedOffline() {
        dispatch(push(HERE, pushed(message, receiver(BOB, 9))));
        assertThat(counted("im.access.push.entries", "offline")).isEqualTo(1);
        assertThat(counted("im.access.push.entries", "delivered")).isZero();
    }

    /** Entries that came = delivered + offline; frames offered = queued + dropped + closed. */
    @Test
    void givenReceiversHereAndGone_whenDispatched_thenTheCountsBalance() {
        greeted("ann", "phone");
        Session phone = greeted("bob", "phone");
        greeted("bob", "web");
        phone.dispose();
        dispatch(push(HERE, pushed(message, receiver(ANN, 1), receiver(BOB, 1), receiver(new UserId("eve"), 1))));
        assertThat(made.registry.counter("im.access.push.received").count()).isEqualTo(1);
        assertThat(counted("im.access.push.entries", "delivered")).isEqualTo(2);
        assertThat(counted("im.access.push.entries", "offline")).isEqualTo(1);
        assertThat(counted("im.access.pushes", "queued")).isEqualTo(2);
        assertThat(counted("im.access.pushes", "closed")).isEqualTo(1);
        assertThat(counted("im.access.pushes", "dropped")).isZero();
    }

    @Test
    void givenHeads_whenDispatched_thenOnlySessionsToldOfLessAreBehind() {
        Session knows = greeted("bob", "phone");
        Session lags = greeted("bob", "web");
        knows.told(9);
        dispatch(new Push(HERE, List.of(), List.of(new Push.UserHead(BOB, 9)), List.of()));
        assertThat(TestSessions.written(knows)).hasSize(1);
        assertThat(TestSessions.written(lags)).last().isEqualTo("{\"op\":\"behind\",\"head\":9}");
    }

    @Test
    void givenRejection_whenDispatched_thenTheSendersSessionsAreTold() {
        Session ann = greeted("ann", "phone");
        Session bob = greeted("bob", "phone");
        dispatch(new Push(
                HERE,
                List.of(),
                List.of(),
                List.of(new Rejection(ANN, message.id(), message.envelope().clientMsgId(), ErrorCode.CONFLICT))));
        JsonNode rejected =
                JsonMapper.shared().readTree(TestSessions.written(ann).get(1));
        assertThat(rejected.path("op").asString()).isEqualTo("rejected");
        assertThat(rejected.path("code").asString()).isEqualTo("conflict");
        assertThat(rejected.path("clientMsgId").asString())
                .isEqualTo(message.envelope().clientMsgId());
        assertThat(TestSessions.written(bob)).hasSize(1);
    }

    @Test
    void givenManyReceivers_whenDispatched_thenTheMessageIsEncodedOnce() {
        Session bob = greeted("bob", "phone");
        Session ann = greeted("ann", "phone");
        dispatch(push(HERE, pushed(message, receiver(ANN, 1), receiver(BOB, 1))));
        assertThat(lastPart(bob)).isSameAs(lastPart(ann));
    }

    @Test
    void givenSessionsOfTwoDialects_whenDispatched_thenEachGetsItsOwnFormAndEachFormIsEncodedOnce() {
        CountedWords words = new CountedWords();
        Session phone = greeted("bob", "phone", words);
        Session web = greeted("bob", "web");
        Session tablet = greeted("bob", "tablet", words);
        Session ann = greeted("ann", "phone", words);
        dispatch(push(HERE, pushed(message, receiver(ANN, 7), receiver(BOB, 9))));

        assertThat(TestSessions.written(phone)).last().isEqualTo("push 9=" + message.id());
        assertThat(TestSessions.written(tablet)).last().isEqualTo("push 9=" + message.id());
        assertThat(TestSessions.written(ann)).last().isEqualTo("push 7=" + message.id());
        assertThat(entries(web)).containsExactly(9L);
        assertThat(words.shared).as("one message").hasValue(1);
        assertThat(words.pushed).as("bob's frame, ann's frame").hasValue(2);
    }

    /** A dialect of plain words that counts what it encodes. */
    private static final class CountedWords implements Dialect {

        private final AtomicInteger shared = new AtomicInteger();
        private final AtomicInteger pushed = new AtomicInteger();

        @Override
        public Decoded text(ByteBuffer frame, Extras from) {
            return new Decoded.Understood(new Command.Ping(""));
        }

        @Override
        public Decoded binary(ByteBuffer frame, Extras from) {
            return text(frame, from);
        }

        @Override
        public EncodedFrame encode(Frame frame) {
            return words(frame.getClass().getSimpleName());
        }

        @Override
        public byte[] share(Message message) {
            shared.incrementAndGet();
            return message.id().toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public EncodedFrame push(List<Placed> entries, long head) {
            pushed.incrementAndGet();
            return words("push "
                    + entries.stream()
                            .map(entry -> entry.position() + "="
                                    + new String(entry.message().in(this), StandardCharsets.UTF_8))
                            .collect(Collectors.joining(" ")));
        }

        private static EncodedFrame words(String words) {
            return EncodedFrame.of(List.of(words.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The shared part of the entries frame that waits as the second frame. */
    private static byte[] lastPart(Session session) {
        List<EncodedFrame> frames = new ArrayList<>();
        session.outbound()
                .drain(batch -> Mono.fromRunnable(() -> frames.addAll(batch)))
                .subscribe();
        return frames.get(1).parts().get(3);
    }

    private Session greeted(String user, String device) {
        Session session = made.greeted(user, device, 0);
        sessions.add(session);
        return session;
    }

    private Session greeted(String user, String device, Dialect dialect) {
        Session session = made.greeted(user, device, dialect, 0);
        sessions.add(session);
        return session;
    }

    private static List<Long> entries(Session session) {
        return positions(TestSessions.written(session));
    }

    private static List<Long> positions(List<String> written) {
        return written.stream()
                .map(JsonMapper.shared()::readTree)
                .filter(frame -> frame.path("op").asString().equals("entries"))
                .flatMap(frame -> frame.path("entries").valueStream())
                .map(entry -> entry.path("position").asLong())
                .toList();
    }

    private double counted(String name, String outcome) {
        return made.registry.counter(name, "outcome", outcome).count();
    }

    @Test
    void givenATracedMessage_whenWritten_thenItsTraceEndsAtEachSocketAndNotBefore() {
        Session phone = greeted("bob", "phone");
        Session web = greeted("bob", "web");
        Message other = Messages.message(Messages.envelope("eve", "ann", "yo"), 1);
        greeted("ann", "phone");
        TraceParent trace = new TraceParent(message.id(), 5);
        RecordedTracing tracing = new RecordedTracing();
        new PushDispatcher(sessions, new PushMeters(made.registry), tracing)
                .dispatch(push(HERE, pushed(message, receiver(BOB, 1)), pushed(other, receiver(ANN, 1)))
                        .traced(List.of(trace)));
        assertThat(tracing.pushed).isEmpty();
        TestSessions.written(phone);
        assertThat(tracing.pushed).containsExactly(new RecordedTracing.Pushed(trace, BOB));
        TestSessions.written(web);
        assertThat(tracing.pushed).hasSize(2);
    }

    @Test
    void givenManyReceiversOfATracedMessage_whenWritten_thenSpansAreBounded() {
        TraceParent trace = new TraceParent(message.id(), 5);
        Push.Receiver[] receivers = new Push.Receiver[150];
        for (int i = 0; i < receivers.length; i++) {
            TestSessions.written(greeted("user" + i, "phone"));
            receivers[i] = receiver(new UserId("user" + i), 1);
        }
        RecordedTracing tracing = new RecordedTracing();
        new PushDispatcher(sessions, new PushMeters(made.registry), tracing)
                .dispatch(push(HERE, pushed(message, receivers)).traced(List.of(trace)));
        assertThat(tracing.pushed).hasSize(100);
        assertThat(counted("im.access.push.entries", "delivered")).isEqualTo(150);
    }

    private void dispatch(Push push) {
        dispatcher.dispatch(push);
    }

    /** Remembers where traces ended. */
    private static final class RecordedTracing implements Tracing {

        record Pushed(TraceParent trace, UserId receiver) {}

        private final List<Pushed> pushed = new ArrayList<>();

        @Override
        public Spans begin(MessageId message, long since) {
            return Spans.NONE;
        }

        @Override
        public Spans proceed(Stage stage, List<TraceParent> parents) {
            return Spans.NONE;
        }

        @Override
        public void pushed(TraceParent parent, UserId receiver, long since) {
            pushed.add(new Pushed(parent, receiver));
        }
    }

    private static Push push(NodeId node, Push.Pushed... messages) {
        return new Push(node, List.of(messages), List.of(), List.of());
    }

    private static Push.Pushed pushed(Message message, Push.Receiver... receivers) {
        return new Push.Pushed(message, List.of(receivers));
    }

    private static Push.Receiver receiver(UserId user, long position) {
        return new Push.Receiver(user, new Position(position));
    }
}
