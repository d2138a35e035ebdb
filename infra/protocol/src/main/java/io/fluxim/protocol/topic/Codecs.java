package io.fluxim.protocol.topic;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.proto.DeadLetterRecord;
import io.fluxim.protocol.topic.proto.DeliveryRecord;
import io.fluxim.protocol.topic.proto.EnvelopeRecord;
import io.fluxim.protocol.topic.proto.FanoutRecord;
import io.fluxim.protocol.topic.proto.MessageRecord;
import io.fluxim.protocol.topic.proto.OfflinePushRecord;
import io.fluxim.protocol.topic.proto.PushRecord;
import io.fluxim.protocol.topic.proto.PushedRecord;
import io.fluxim.protocol.topic.proto.ReceiverRecord;
import io.fluxim.protocol.topic.proto.RejectionRecord;
import io.fluxim.protocol.topic.proto.UserHeadRecord;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The encoding of every topic's values, between our words and the generated Protocol Buffers classes. */
public final class Codecs {

    public static final Codec<Envelope> ENVELOPE =
            codec(Codecs::envelope, EnvelopeRecord::toByteArray, EnvelopeRecord.parser(), Codecs::envelope);
    public static final Codec<Message> MESSAGE =
            codec(Codecs::message, MessageRecord::toByteArray, MessageRecord.parser(), Codecs::message);
    public static final Codec<Fanout> FANOUT =
            codec(Codecs::fanout, FanoutRecord::toByteArray, FanoutRecord.parser(), Codecs::fanout);
    public static final Codec<Push> PUSH =
            codec(Codecs::push, PushRecord::toByteArray, PushRecord.parser(), Codecs::push);
    public static final Codec<DeadLetter> DEAD_LETTER =
            codec(Codecs::deadLetter, DeadLetterRecord::toByteArray, DeadLetterRecord.parser(), Codecs::deadLetter);

    private Codecs() {}

    private static <T, R> Codec<T> codec(
            Function<T, R> toRecord, Function<R, byte[]> toBytes, Parser<R> parser, Function<R, T> fromRecord) {
        return new Codec<>() {
            @Override
            public byte[] encode(T value) {
                return toBytes.apply(toRecord.apply(value));
            }

            @Override
            public T decode(byte[] bytes) {
                try {
                    return fromRecord.apply(parser.parseFrom(bytes));
                } catch (InvalidProtocolBufferException e) {
                    throw InvalidInput.of("value", "must be a Protocol Buffers record: " + e.getMessage());
                }
            }
        };
    }

    private static EnvelopeRecord envelope(Envelope envelope) {
        Extras extras = envelope.extras();
        return EnvelopeRecord.newBuilder()
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
                .setOfflinePush(offlinePush(extras.offlinePush()))
                .addAllJoined(texts(envelope.change().joined()))
                .addAllLeft(texts(envelope.change().left()))
                .build();
    }

    private static Envelope envelope(EnvelopeRecord read) {
        return new Envelope(
                id(read.getId()),
                read.getClientMsgId(),
                new UserId(read.getSender()),
                Conversation.parse(read.getConversation()),
                new Content(MessageType.ofNumber(read.getType()), read.getBody()),
                extras(read),
                new MembershipChange(users(read.getJoinedList()), users(read.getLeftList())));
    }

    private static Extras extras(EnvelopeRecord read) {
        return new Extras(
                read.getPlatform(),
                read.getDevice(),
                read.getOptionsMap(),
                read.getAtUsersList(),
                read.getEx(),
                offlinePush(read.getOfflinePush()));
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

    private static MessageRecord message(Message message) {
        return MessageRecord.newBuilder()
                .setEnvelope(envelope(message.envelope()))
                .setSeq(message.seq().value())
                .setAt(message.at())
                .build();
    }

    private static Message message(MessageRecord read) {
        return new Message(envelope(read.getEnvelope()), new Seq(read.getSeq()), read.getAt());
    }

    private static FanoutRecord fanout(Fanout fanout) {
        FanoutRecord.Builder builder = FanoutRecord.newBuilder();
        for (Delivery delivery : fanout.deliveries()) {
            builder.addDeliveries(DeliveryRecord.newBuilder()
                    .setMessage(message(delivery.message()))
                    .addAllReceivers(texts(delivery.receivers())));
        }
        fanout.rejections().forEach(rejection -> builder.addRejections(rejection(rejection)));
        return builder.build();
    }

    private static Fanout fanout(FanoutRecord read) {
        return new Fanout(
                read.getDeliveriesList().stream()
                        .map(delivery ->
                                new Delivery(message(delivery.getMessage()), users(delivery.getReceiversList())))
                        .toList(),
                rejections(read.getRejectionsList()));
    }

    private static RejectionRecord rejection(Rejection rejection) {
        return RejectionRecord.newBuilder()
                .setSender(rejection.sender().value())
                .setId(ByteString.copyFrom(rejection.id().bytes()))
                .setClientMsgId(rejection.clientMsgId())
                .setCode(rejection.code().word())
                .build();
    }

    private static List<Rejection> rejections(List<RejectionRecord> read) {
        return read.stream()
                .map(rejection -> new Rejection(
                        new UserId(rejection.getSender()),
                        id(rejection.getId()),
                        rejection.getClientMsgId(),
                        code(rejection.getCode())))
                .toList();
    }

    private static PushRecord push(Push push) {
        PushRecord.Builder builder = PushRecord.newBuilder().setNode(push.node().value());
        for (Push.Pushed pushed : push.messages()) {
            PushedRecord.Builder one = PushedRecord.newBuilder().setMessage(message(pushed.message()));
            for (Push.Receiver receiver : pushed.receivers()) {
                one.addReceivers(ReceiverRecord.newBuilder()
                        .setUser(receiver.user().value())
                        .setPosition(receiver.position().value()));
            }
            builder.addMessages(one);
        }
        for (Push.UserHead head : push.heads()) {
            builder.addHeads(
                    UserHeadRecord.newBuilder().setUser(head.user().value()).setHead(head.head()));
        }
        push.rejections().forEach(rejection -> builder.addRejections(rejection(rejection)));
        push.traces().forEach(trace -> builder.addTraces(trace.text()));
        return builder.build();
    }

    private static Push push(PushRecord read) {
        return new Push(
                new NodeId(read.getNode()),
                read.getMessagesList().stream().map(Codecs::pushed).toList(),
                read.getHeadsList().stream()
                        .map(head -> new Push.UserHead(new UserId(head.getUser()), head.getHead()))
                        .toList(),
                rejections(read.getRejectionsList()),
                read.getTracesList().stream()
                        .flatMap(text -> TraceParent.parse(text).stream())
                        .toList());
    }

    private static Push.Pushed pushed(PushedRecord read) {
        return new Push.Pushed(
                message(read.getMessage()),
                read.getReceiversList().stream()
                        .map(receiver ->
                                new Push.Receiver(new UserId(receiver.getUser()), new Position(receiver.getPosition())))
                        .toList());
    }

    private static DeadLetterRecord deadLetter(DeadLetter letter) {
        return DeadLetterRecord.newBuilder()
                .setTopic(letter.topic())
                .setPartition(letter.partition())
                .setOffset(letter.offset())
                .setAt(letter.at())
                .setCause(letter.cause())
                .setKey(ByteString.copyFrom(letter.key()))
                .setValue(ByteString.copyFrom(letter.value()))
                .build();
    }

    private static DeadLetter deadLetter(DeadLetterRecord read) {
        return new DeadLetter(
                read.getTopic(),
                read.getPartition(),
                read.getOffset(),
                read.getAt(),
                read.getCause(),
                read.getKey().toByteArray(),
                read.getValue().toByteArray());
    }

    private static MessageId id(ByteString bytes) {
        if (bytes.size() != 16) {
            throw InvalidInput.of("id", "must be 16 bytes, was " + bytes.size());
        }
        return MessageId.ofBytes(bytes.toByteArray());
    }

    private static ErrorCode code(String word) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.word().equals(word))
                .findFirst()
                .orElseThrow(() -> InvalidInput.of("code", "must be the word of an error code"));
    }

    private static List<String> texts(List<UserId> users) {
        return users.stream().map(UserId::value).toList();
    }

    private static List<UserId> users(List<String> texts) {
        return texts.stream().map(UserId::new).toList();
    }
}
