package io.fluxim.protocol.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.ConversationLine;
import io.fluxim.protocol.Effect;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records of the topics as a broken or hostile producer writes them: refused by {@link InvalidInput}, or read, and then the
 * same after writing and reading again. {@code FLUXIM_FUZZ_SECONDS} lets each codec's run take so long; a failure tells its seed.
 */
class HostileRecordTest {

    private static final int ROUNDS = 4_000;
    private static final UserId ANN = new UserId("ann");
    private static final Conversation TEAM = Conversation.group(new GroupId("team"));
    private static final Envelope ENVELOPE = new Envelope(
            MessageId.of(ANN, TEAM, "1"),
            "1",
            ANN,
            TEAM,
            new Content(MessageType.GROUP_CREATED, "{\"a\":\"😀\"}"),
            new Extras(
                    5,
                    "phone",
                    Map.of("history", true),
                    List.of("bob"),
                    "ex",
                    new Extras.OfflinePush("title", "desc", "ex", "sound", true)),
            new MembershipChange(List.of(ANN), List.of(new UserId("bob"))));
    private static final Envelope NOTICE = new Envelope(
            MessageId.of(ANN, TEAM.notices(), "1"),
            "1",
            ANN,
            TEAM,
            new Content(MessageType.ofNumber(1_519), "{}"),
            Extras.NONE.madeBy("request"),
            new Effect.Notice());
    private static final Message MESSAGE = new Message(ENVELOPE, new Seq(7), 1_700_000_000_000L);
    private static final Rejection REJECTION = new Rejection(ANN, ENVELOPE.id(), "1", ErrorCode.CONFLICT);

    /** A codec and a value that it wrote. */
    private record Sample<T>(String name, Codec<T> codec, T value) {

        byte[] written() {
            return codec.encode(value).clone(); // an envelope is what it was written as
        }

        /** Whether these bytes were read and stayed what they are; false for a refusal. */
        boolean readsTheSame(byte[] bytes) {
            T read;
            try {
                read = codec.decode(bytes);
            } catch (InvalidInput refused) {
                assertThat(refused.field()).isNotBlank();
                return false;
            }
            assertThat(codec.decode(codec.encode(read)))
                    .usingRecursiveComparison()
                    .isEqualTo(read);
            return true;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample<?>> samples() {
        return Stream.of(
                new Sample<>("envelope", Codecs.ENVELOPE, ENVELOPE),
                new Sample<>("notice", Codecs.ENVELOPE, NOTICE),
                new Sample<>("message", Codecs.MESSAGE, MESSAGE),
                new Sample<>(
                        "fanout",
                        Codecs.FANOUT,
                        new Fanout(List.of(new Delivery(MESSAGE, List.of(ANN))), List.of(REJECTION))),
                new Sample<>(
                        "push",
                        Codecs.PUSH,
                        new Push(
                                new NodeId("node"),
                                List.of(new Push.Pushed(MESSAGE, List.of(new Push.Receiver(ANN, new Position(7))))),
                                List.of(new Push.UserHead(ANN, 9)),
                                List.of(REJECTION))),
                new Sample<>(
                        "dead letter",
                        Codecs.DEAD_LETTER,
                        new DeadLetter("im.accepted", 3, 7, 8, "why", new byte[] {-1}, new byte[] {0})));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givenEveryCut_whenRead_thenRefusedOrTheSameAgain(Sample<?> sample) {
        byte[] written = sample.written();
        assertThat(sample.readsTheSame(written)).isTrue();
        for (int length = 0; length < written.length; length++) {
            sample.readsTheSame(Arrays.copyOf(written, length));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givenRandomChanges_whenRead_thenRefusedOrTheSameAgain(Sample<?> sample) {
        long seconds = Long.parseLong(System.getenv().getOrDefault("FLUXIM_FUZZ_SECONDS", "0"));
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        for (long seed = 0; seed < ROUNDS || System.nanoTime() < end; seed++) {
            byte[] bytes = changed(sample.written(), new Random(seed));
            try {
                sample.readsTheSame(bytes);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(sample + ", seed " + seed, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "d:",
                "d::",
                "d:a",
                "d:a:a",
                "d:b:a",
                "d:a:b:c",
                "g",
                "g:",
                "g:a:b",
                "D:a:b",
                "x:a",
                " g:a",
                "g:a ",
                "g:a\0",
                "g:\ud800",
                "d:a\r\n:b",
                "g:\u00a0",
                "g:\u2028",
                "::::::::",
                "g:\u0085",
                "u:",
                "u:a:b",
                "U:a",
                "sn:a",
                "sn:a:b:c",
                "sn::",
                "n:g:a"
            })
    void givenNoKey_whenReadAsConversation_thenRefused(String key) {
        assertThatThrownBy(() -> Conversation.parse(key)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'", "\"", "\\", "%", "_", "{}", "$where", "$ne", "*", "..", "a/b", "é", "é", "😀", "\u202ea", "--"
            })
    void givenAStrangeId_whenKeyIsReadAgain_thenVerbatim(String id) {
        Conversation group = Conversation.group(new GroupId(id));
        Conversation direct = Conversation.direct(new UserId(id), new UserId("m"));
        assertThat(Conversation.parse(group.key())).isEqualTo(group);
        assertThat(Conversation.parse(direct.key())).isEqualTo(direct);
        assertThat(ConversationLine.parse(group.notices().key())).isEqualTo(group.notices());
        Conversation system = new Conversation.System(new UserId(id), new UserId("m"));
        assertThat(Conversation.parse(system.key())).isEqualTo(system);
        Conversation personal = new Conversation.Personal(new UserId(id));
        assertThat(Conversation.parse(personal.key())).isEqualTo(personal);
    }

    @Test
    void givenTwinsOfUnicode_whenCompared_thenTwoUsers() {
        assertThat(new UserId("\u00e9")).isNotEqualTo(new UserId("e\u0301"));
    }

    private static byte[] changed(byte[] bytes, Random random) {
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (bytes[at] ^ 1 << random.nextInt(8));
        }
        return bytes;
    }
}
