package io.fluxim.protocol.topic;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UnknownFields;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.proto.DeadLetterRecord;
import io.fluxim.protocol.topic.proto.DeliveryRecord;
import io.fluxim.protocol.topic.proto.FanoutRecord;
import io.fluxim.protocol.topic.proto.MessageRecord;
import io.fluxim.protocol.topic.proto.PushRecord;
import io.fluxim.protocol.topic.proto.PushedRecord;
import io.fluxim.protocol.topic.proto.ReceiverRecord;
import io.fluxim.protocol.topic.proto.RejectionRecord;
import io.fluxim.protocol.topic.proto.UserHeadRecord;
import java.util.List;
import java.util.function.Function;

/** The encoding of every topic's values, between our words and the generated Protocol Buffers classes. */
public final class Codecs {

    public static final Codec<Envelope> ENVELOPE = codec(Envelope::written, Envelope::read);
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
        return codec(value -> toBytes.apply(toRecord.apply(value)), bytes -> {
            try {
                return fromRecord.apply(parser.parseFrom(bytes));
            } catch (InvalidProtocolBufferException e) {
                throw InvalidInput.of("value", "must be a Protocol Buffers record: " + e.getMessage());
            }
        });
    }

    private static <T> Codec<T> codec(Function<T, byte[]> encode, Function<byte[], T> decode) {
        return new Codec<>() {
            @Override
            public byte[] encode(T value) {
                return encode.apply(value);
            }

            @Override
            public T decode(byte[] bytes) {
                return decode.apply(bytes);
            }
        };
    }

    private static MessageRecord message(Message message) {
        MessageRecord.Builder record = MessageRecord.newBuilder()
                .setEnvelope(UnsafeByteOperations.unsafeWrap(message.envelope().written()))
                .setSeq(message.seq().value())
                .setAt(message.at());
        return with(record, message.unknown()).build();
    }

    private static Message message(MessageRecord read) {
        return new Message(
                Envelope.read(read.getEnvelope().toByteArray()),
                new Seq(read.getSeq()),
                read.getAt(),
                unknown(read.getUnknownFields()));
    }

    private static <B extends com.google.protobuf.Message.Builder> B with(B record, UnknownFields unknown) {
        if (!unknown.isEmpty()) {
            try {
                record.setUnknownFields(UnknownFieldSet.parseFrom(unknown.written()));
            } catch (InvalidProtocolBufferException e) {
                throw InvalidInput.of("unknown fields", "must be fields of Protocol Buffers: " + e.getMessage());
            }
        }
        return record;
    }

    private static UnknownFields unknown(UnknownFieldSet read) {
        return UnknownFields.of(read.toByteArray());
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
        RejectionRecord.Builder record = RejectionRecord.newBuilder()
                .setSender(rejection.sender().value())
                .setId(ByteString.copyFrom(rejection.id().bytes()))
                .setClientMsgId(rejection.clientMsgId())
                .setCode(rejection.code());
        return with(record, rejection.unknown()).build();
    }

    private static List<Rejection> rejections(List<RejectionRecord> read) {
        return read.stream()
                .map(rejection -> new Rejection(
                        new UserId(rejection.getSender()),
                        id(rejection.getId()),
                        rejection.getClientMsgId(),
                        rejection.getCode(),
                        unknown(rejection.getUnknownFields())))
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
                .setSize(letter.size())
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
                read.getValue().toByteArray(),
                Math.max(read.getSize(), read.getValue().size()));
    }

    private static MessageId id(ByteString bytes) {
        if (bytes.size() != 16) {
            throw InvalidInput.of("id", "must be 16 bytes, was " + bytes.size());
        }
        return MessageId.ofBytes(bytes.toByteArray());
    }

    private static List<String> texts(List<UserId> users) {
        return users.stream().map(UserId::value).toList();
    }

    private static List<UserId> users(List<String> texts) {
        return texts.stream().map(UserId::new).toList();
    }
}
