package io.fluxim.protocol.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodecsTest {

    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final Conversation TEAM = Conversation.group(new GroupId("team"));
    private static final Envelope FULL = new Envelope(
            MessageId.of(ANN, TEAM, "1"),
            "1",
            ANN,
            TEAM,
            new Content(MessageType.GROUP_CREATED, "{\"a\":\"😀\\u0000\"}"),
            new Extras(
                    5,
                    "phone",
                    Map.of("history", true, "persistent", false),
                    List.of("bob"),
                    "ex",
                    new Extras.OfflinePush("title", "desc", "ex", "sound", true)),
            new MembershipChange(List.of(ANN, BOB), List.of()));
    private static final Message MESSAGE = new Message(FULL, new Seq(Long.MAX_VALUE), 1_700_000_000_000L);
    private static final Rejection REJECTION = new Rejection(ANN, FULL.id(), "1", ErrorCode.CONFLICT);

    @Test
    void givenValues_whenWrittenAndRead_thenTheSame() {
        same(Codecs.ENVELOPE, FULL);
        same(Codecs.MESSAGE, MESSAGE);
        same(Codecs.FANOUT, new Fanout(List.of(new Delivery(MESSAGE, List.of(ANN, BOB))), List.of(REJECTION)));
        same(
                Codecs.PUSH,
                new Push(
                        new NodeId("node"),
                        List.of(new Push.Pushed(MESSAGE, List.of(new Push.Receiver(ANN, new Position(7))))),
                        List.of(new Push.UserHead(BOB, 9)),
                        List.of(REJECTION)));
    }

    @Test
    void givenDeadLetter_whenWrittenAndRead_thenBytesAreKept() {
        DeadLetter letter = new DeadLetter("im.accepted", 3, 7, 8, "why", new byte[] {-1}, new byte[] {0, -128});
        DeadLetter read = Codecs.DEAD_LETTER.decode(Codecs.DEAD_LETTER.encode(letter));
        assertThat(read).usingRecursiveComparison().isEqualTo(letter);
    }

    @Test
    void givenGarbage_whenRead_thenRefusedAndNothingElse() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = i % 2 == 0
                    ? new byte[random.nextInt(60)]
                    : Codecs.FANOUT.encode(
                            new Fanout(List.of(new Delivery(MESSAGE, List.of(ANN))), List.of(REJECTION)));
            if (i % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            for (Codec<?> codec : List.of(Codecs.ENVELOPE, Codecs.MESSAGE, Codecs.FANOUT, Codecs.PUSH)) {
                readsOrRefuses(codec, bytes);
            }
        }
    }

    @Test
    void givenEmptyRecord_whenReadAsEnvelope_thenRefused() {
        assertThatThrownBy(() -> Codecs.ENVELOPE.decode(new byte[0])).isInstanceOf(InvalidInput.class);
    }

    private static void readsOrRefuses(Codec<?> codec, byte[] bytes) {
        try {
            assertThat(codec.decode(bytes)).isNotNull();
        } catch (InvalidInput refused) {
            assertThat(refused.field()).isNotBlank();
        }
    }

    private static <T> void same(Codec<T> codec, T value) {
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }
}
