package io.fluxim.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Line;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.UnknownFields;
import io.fluxim.protocol.topic.proto.EffectRecord;
import io.fluxim.protocol.topic.proto.EnvelopeRecord;

/** What a release from the future writes: types, fields and effects that nobody knows today. */
public final class Newer {

    /** A content type that no release has. */
    public static final int TYPE = 9_876;

    private static final int FIELD = 250;
    private static final UnknownFieldSet FIELDS = UnknownFieldSet.newBuilder()
            .addField(
                    FIELD,
                    UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFromUtf8("of the future"))
                            .addVarint(42)
                            .build())
            .build();

    private Newer() {}

    /** The same message with an unknown type, and unknown fields. */
    public static Envelope envelope(Envelope known) {
        return Envelope.read(parsed(known).setType(TYPE).build().toByteArray());
    }

    /** The same message as an event whose effect is unknown, in the same line. */
    public static Envelope effect(Envelope known) {
        EffectRecord unknown = EffectRecord.newBuilder()
                .setNotices(known.effect().line() == Line.NOTICES)
                .setUnknownFields(FIELDS)
                .build();
        return Envelope.read(parsed(known).setEffect(unknown).build().toByteArray());
    }

    /** The same message with an unknown type, and unknown fields of its own and of its envelope. */
    public static Message message(Message known) {
        return new Message(envelope(known.envelope()), known.seq(), known.at(), fields());
    }

    /** Fields that nobody knows. */
    public static UnknownFields fields() {
        return UnknownFields.of(FIELDS.toByteArray());
    }

    private static EnvelopeRecord.Builder parsed(Envelope known) {
        try {
            return EnvelopeRecord.parseFrom(known.written()).toBuilder().setUnknownFields(FIELDS);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
