package io.fluxim.protocol.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Effect;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.Line;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.proto.DeliveryRecord;
import io.fluxim.protocol.topic.proto.EffectRecord;
import io.fluxim.protocol.topic.proto.EnvelopeRecord;
import io.fluxim.protocol.topic.proto.FanoutRecord;
import io.fluxim.protocol.topic.proto.MessageRecord;
import io.fluxim.protocol.topic.proto.PushRecord;
import io.fluxim.protocol.topic.proto.PushedRecord;
import io.fluxim.protocol.topic.proto.ReceiverRecord;
import io.fluxim.protocol.topic.proto.RejectionRecord;
import java.util.HexFormat;
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
    private static final Envelope NOTICE = new Envelope(
            MessageId.of(ANN, TEAM.notices(), "1"),
            "1",
            ANN,
            TEAM,
            new Content(MessageType.ofNumber(1_519), "{}"),
            Extras.from(5, "phone").madeBy("request 7"),
            new Effect.Notice());
    private static final Message MESSAGE = new Message(FULL, new Seq(Long.MAX_VALUE), 1_700_000_000_000L);
    private static final Rejection REJECTION = new Rejection(ANN, FULL.id(), "1", ErrorCode.CONFLICT);

    @Test
    void givenValues_whenWrittenAndRead_thenTheSame() {
        same(Codecs.ENVELOPE, FULL);
        same(Codecs.ENVELOPE, NOTICE);
        same(Codecs.ENVELOPE, in(new Conversation.System(BOB, ANN)));
        same(Codecs.ENVELOPE, in(new Conversation.Personal(ANN)));
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

    private static Envelope in(Conversation conversation) {
        return Envelope.of(BOB, conversation, "1", new Content(MessageType.TEXT, "1"), Extras.NONE);
    }

    @Test
    void givenEffects_whenRead_thenEachNamesItsLine() {
        assertThat(Codecs.ENVELOPE.decode(NOTICE.written()).line()).isEqualTo(TEAM.notices());
        assertThat(Codecs.ENVELOPE.decode(FULL.written()).line()).isEqualTo(TEAM.talk());
    }

    /** What an effect does may be unknown; where it stands is not, so that every store keeps it under the right key. */
    @Test
    void givenEffectsOfANewerRelease_whenRead_thenTheirLinesAreKnown() throws InvalidProtocolBufferException {
        UnknownFieldSet revoke = UnknownFieldSet.newBuilder()
                .addField(
                        3,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("revoke"))
                                .build())
                .build();
        for (Line line : Line.values()) {
            EffectRecord effect = EffectRecord.newBuilder()
                    .setNotices(line == Line.NOTICES)
                    .setUnknownFields(revoke)
                    .build();
            byte[] written = EnvelopeRecord.parseFrom(NOTICE.written()).toBuilder()
                    .setEffect(effect)
                    .build()
                    .toByteArray();
            unchanged(Codecs.ENVELOPE, written);
            Envelope read = Codecs.ENVELOPE.decode(written);
            assertThat(read.effect()).isEqualTo(new Effect.Newer(line));
            assertThat(read.line()).isEqualTo(TEAM.line(line));
        }
    }

    /** A notice that says in no known way where it stands, or changes members besides, is nothing that this release makes. */
    @Test
    void givenANoticeInAnUnknownForm_whenRead_thenItsEffectIsNotKnown() throws InvalidProtocolBufferException {
        EnvelopeRecord notice = EnvelopeRecord.parseFrom(NOTICE.written());
        EnvelopeRecord.Builder inTalk = notice.toBuilder();
        inTalk.getEffectBuilder().clearNotices();
        assertThat(Envelope.read(inTalk.build().toByteArray()).effect()).isEqualTo(new Effect.Newer(Line.TALK));
        byte[] joining = notice.toBuilder().addJoined("bob").build().toByteArray();
        assertThat(Envelope.read(joining).effect()).isEqualTo(new Effect.Newer(Line.NOTICES));
    }

    /** A release from the future knows types, codes, effects and fields that this one does not. */
    @Test
    void givenRecordsOfANewerRelease_whenReadAndWrittenAgain_thenNothingIsLost() throws InvalidProtocolBufferException {
        UnknownFieldSet fields = UnknownFieldSet.newBuilder()
                .addField(
                        250,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("of the future"))
                                .build())
                .build();
        EnvelopeRecord envelope = EnvelopeRecord.parseFrom(FULL.written()).toBuilder()
                .setType(9_876)
                .setEffect(EffectRecord.newBuilder().setUnknownFields(fields))
                .setUnknownFields(fields)
                .build();
        MessageRecord message = MessageRecord.newBuilder()
                .setEnvelope(envelope.toByteString())
                .setSeq(7)
                .setAt(8)
                .setUnknownFields(fields)
                .build();
        RejectionRecord rejection = RejectionRecord.newBuilder()
                .setSender("ann")
                .setId(envelope.getId())
                .setClientMsgId("1")
                .setCode("revoked_meanwhile")
                .setUnknownFields(fields)
                .build();
        FanoutRecord fanout = FanoutRecord.newBuilder()
                .addDeliveries(DeliveryRecord.newBuilder().setMessage(message).addReceivers("ann"))
                .addRejections(rejection)
                .build();
        PushRecord push = PushRecord.newBuilder()
                .setNode("node")
                .addMessages(PushedRecord.newBuilder()
                        .setMessage(message)
                        .addReceivers(ReceiverRecord.newBuilder().setUser("ann").setPosition(1)))
                .addRejections(rejection)
                .build();

        unchanged(Codecs.ENVELOPE, envelope.toByteArray());
        unchanged(Codecs.MESSAGE, message.toByteArray());
        unchanged(Codecs.FANOUT, fanout.toByteArray());
        unchanged(Codecs.PUSH, push.toByteArray());
        Message read = Codecs.MESSAGE.decode(message.toByteArray());
        assertThat(read.envelope().content().type()).isEqualTo(new MessageType(9_876, "type_9876"));
        assertThat(read.envelope().effect()).isInstanceOf(Effect.Newer.class);
        Message archived =
                Message.withBody(read.withoutBody(), read.envelope().content().body(), read.seq(), read.at());
        assertThat(Codecs.MESSAGE.encode(archived)).isEqualTo(message.toByteArray());
    }

    /** Made by release 0.1 of November 2026, before envelopes travelled as they were written. */
    @Test
    void givenARecordOfTheFirstRelease_whenRead_thenItIsTheSameMessage() {
        byte[] written = HexFormat.of()
                .parseHex(
                        "0a8e010a10d392f7030af99a0b55c55f2eec4472851201311a03616e6e2206673a7465616d28dd0b32127b2261223a22"
                                + "f09f98805c7530303030227d3805420570686f6e654a0b0a07686973746f727910014a0e0a0a70657273697374656e74"
                                + "10005203626f625a026578621a0a057469746c651204646573631a0265782205736f756e6428016a03616e6e6a03626f"
                                + "6210ffffffffffffffff7f1880d095ffbc31");
        assertThat(Codecs.MESSAGE.decode(written)).isEqualTo(MESSAGE);
    }

    @Test
    void givenATypeOfANewerRelease_whenHashed_thenAlikeOnceItsWordIsKnown() {
        assertThat(new Content(new MessageType(9_876, "learned"), "1").hash())
                .isEqualTo(new Content(MessageType.ofNumber(9_876), "1").hash());
        assertThat(new Content(MessageType.TEXT, "\"hello\"").hash()).isEqualTo("842eb437ae1c894816b8250050e6d0c6");
    }

    @Test
    void givenMoreBesideTheBodyThanTravels_whenMade_thenRefusedWithWhatIsAllowed() {
        Extras large =
                new Extras(1, "", Map.of(), List.of(), "x".repeat(Envelope.MAX_EXTRAS_BYTES), Extras.OfflinePush.NONE);
        assertThatThrownBy(() -> Envelope.of(ANN, TEAM, "1", new Content(MessageType.TEXT, "1"), large))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("ex"))
                .hasMessageContaining("at most 16384 bytes");
        Content full = new Content(MessageType.TEXT, "\"" + "x".repeat(Content.MAX_BODY_BYTES - 2) + "\"");
        Extras fits = new Extras(1, "", Map.of(), List.of(), "x".repeat(16_000), Extras.OfflinePush.NONE);
        assertThat(Envelope.of(ANN, TEAM, "1", full, fits).bytes()).isBetween(80_000, 82_000);
    }

    @Test
    void givenALongOperationId_whenMade_thenRefusedButReadAsItWasWritten() {
        Content content = new Content(MessageType.TEXT, "1");
        Extras fits = Extras.NONE.madeBy("ä".repeat(128));
        assertThat(Envelope.read(Envelope.of(ANN, TEAM, "1", content, fits).written())
                        .extras())
                .isEqualTo(fits);
        Extras longer = Extras.NONE.madeBy("ä".repeat(128) + "a");
        assertThatThrownBy(() -> Envelope.of(ANN, TEAM, "1", content, longer))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("operationID"))
                .hasMessageContaining("at most 256 bytes");
        MessageId id = MessageId.of(ANN, TEAM, "1");
        same(Codecs.ENVELOPE, new Envelope(id, "1", ANN, TEAM, content, longer, MembershipChange.NONE));
    }

    private static void unchanged(Codec<?> codec, byte[] written) {
        assertThat(rewritten(codec, written)).isEqualTo(written);
    }

    private static <T> byte[] rewritten(Codec<T> codec, byte[] written) {
        return codec.encode(codec.decode(written));
    }

    @Test
    void givenDeadLetter_whenWrittenAndRead_thenBytesAreKept() {
        DeadLetter letter = new DeadLetter("im.accepted", 3, 7, 8, "why", new byte[] {-1}, new byte[] {0, -128});
        DeadLetter read = Codecs.DEAD_LETTER.decode(Codecs.DEAD_LETTER.encode(letter));
        assertThat(read).usingRecursiveComparison().isEqualTo(letter);
    }

    @Test
    void givenADeadLetterThatIsTooLarge_whenCut_thenItSaysSoAndKeepsItsBeginning() {
        DeadLetter letter =
                new DeadLetter("im.accepted", 3, 7, 8, "w".repeat(5_000), new byte[10], new byte[3_000_000]);
        DeadLetter cut = Codecs.DEAD_LETTER.decode(Codecs.DEAD_LETTER.encode(letter.within(1_000_000)));
        assertThat(cut.isCut()).isTrue();
        assertThat(cut.size()).isEqualTo(3_000_000);
        assertThat(cut.value()).hasSize(1_000_000 - 10);
        assertThat(cut.cause()).hasSize(1_000);
        assertThat(letter.isCut()).isFalse();
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
