package io.fluxim.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.fluxim.protocol.topic.proto.EffectRecord;
import io.fluxim.protocol.topic.proto.EnvelopeRecord;
import io.fluxim.protocol.topic.proto.NoticeRecord;
import io.fluxim.protocol.topic.proto.OfflinePushRecord;
import java.util.List;

/** An {@link Envelope} and its record: a field that is new is added to {@code records.proto} and here. */
final class EnvelopeMapper {

    private EnvelopeMapper() {}

    static byte[] write(Envelope.Fields envelope) {
        Extras extras = envelope.extras();
        EnvelopeRecord.Builder record = EnvelopeRecord.newBuilder()
                .setId(ByteString.copyFrom(envelope.id().bytes()))
                .setClientMsgId(envelope.clientMsgId())
                .setSender(envelope.sender().value())
                .setConversation(envelope.conversation().key())
                .setType(envelope.content().type().number())
                .setBody(envelope.content().body())
                .setPlatform(extras.platform())
                .setDevice(extras.device())
                .putAllOptions(extras.options())
                .addAllAtUsers(extras.atUsers())
                .setEx(extras.ex())
                .setOperationId(extras.operationId());
        if (!extras.offlinePush().equals(Extras.OfflinePush.NONE)) {
            record.setOfflinePush(offlinePush(extras.offlinePush()));
        }
        if (envelope.effect() instanceof MembershipChange change) {
            record.addAllJoined(texts(change.joined())).addAllLeft(texts(change.left()));
        } else {
            record.setEffect(effect(envelope.effect()));
        }
        return record.build().toByteArray();
    }

    static Envelope read(byte[] written) {
        return read(parsed(written), written);
    }

    /** What of it stands in a row of the history beside the body. */
    static byte[] withoutBody(Message message) {
        EnvelopeRecord.Builder record =
                parsed(message.envelope().written()).toBuilder().clearBody();
        if (!message.unknown().isEmpty()) {
            record.setMessage(ByteString.copyFrom(message.unknown().written()));
        }
        return record.build().toByteArray();
    }

    /** The message of a row of the history. */
    static Message withBody(byte[] written, String body, Seq seq, long at) {
        EnvelopeRecord row = parsed(written);
        EnvelopeRecord record = row.toBuilder().setBody(body).clearMessage().build();
        return new Message(
                read(record, record.toByteArray()),
                seq,
                at,
                UnknownFields.of(row.getMessage().toByteArray()));
    }

    private static EnvelopeRecord parsed(byte[] written) {
        try {
            return EnvelopeRecord.parseFrom(written);
        } catch (InvalidProtocolBufferException e) {
            throw InvalidInput.of("envelope", "must be a Protocol Buffers record: " + e.getMessage());
        }
    }

    private static Envelope read(EnvelopeRecord read, byte[] written) {
        return new Envelope(
                new Envelope.Fields(
                        id(read.getId()),
                        read.getClientMsgId(),
                        new UserId(read.getSender()),
                        Conversation.parse(read.getConversation()),
                        new Content(MessageType.ofNumber(read.getType()), read.getBody()),
                        extras(read),
                        effect(read)),
                written);
    }

    private static MessageId id(ByteString bytes) {
        if (bytes.size() != MessageId.BYTES) {
            throw InvalidInput.of("id", "must be " + MessageId.BYTES + " bytes, was " + bytes.size());
        }
        return MessageId.ofBytes(bytes.toByteArray());
    }

    private static Extras extras(EnvelopeRecord read) {
        return new Extras(
                read.getPlatform(),
                read.getDevice(),
                read.getOptionsMap(),
                read.getAtUsersList(),
                read.getEx(),
                read.hasOfflinePush() ? offlinePush(read.getOfflinePush()) : Extras.OfflinePush.NONE,
                read.getOperationId());
    }

    private static OfflinePushRecord offlinePush(Extras.OfflinePush push) {
        return OfflinePushRecord.newBuilder()
                .setTitle(push.title())
                .setDesc(push.desc())
                .setEx(push.ex())
                .setIosSound(push.iosSound())
                .setIosBadge(push.iosBadge())
                .build();
    }

    private static Extras.OfflinePush offlinePush(OfflinePushRecord read) {
        return new Extras.OfflinePush(
                read.getTitle(), read.getDesc(), read.getEx(), read.getIosSound(), read.getIosBadge());
    }

    private static EffectRecord effect(Effect effect) {
        EffectRecord.Builder record = EffectRecord.newBuilder().setNotices(effect.line() == Line.NOTICES);
        return effect instanceof Effect.Notice
                ? record.setNotice(NoticeRecord.getDefaultInstance()).build()
                : record.build();
    }

    /** What this release does not know in this form, it does not know at all. */
    private static Effect effect(EnvelopeRecord read) {
        MembershipChange change = new MembershipChange(users(read.getJoinedList()), users(read.getLeftList()));
        if (!read.hasEffect()) {
            return change;
        }
        EffectRecord effect = read.getEffect();
        boolean isNotice = effect.hasNotice() && effect.getNotices() && change.isEmpty();
        return isNotice ? new Effect.Notice() : new Effect.Newer(effect.getNotices() ? Line.NOTICES : Line.TALK);
    }

    private static List<String> texts(List<UserId> users) {
        return users.stream().map(UserId::value).toList();
    }

    private static List<UserId> users(List<String> texts) {
        return texts.stream().map(UserId::new).toList();
    }
}
