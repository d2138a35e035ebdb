package io.fluxim.access.socket.dialect.fluxim;

import io.fluxim.access.gate.form.MessageJson;
import io.fluxim.protocol.Entry;
import io.fluxim.protocol.Line;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.frame.Frame;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Frames and messages as JSON. */
final class FrameWriter {

    private static final JsonFactory JSON = JsonFactory.builder().build();
    /** Bytes; most frames are smaller, larger ones make it grow. */
    private static final int FIRST_BUFFER = 512;

    private FrameWriter() {}

    static byte[] write(Frame frame) {
        return object(out -> fields(out, frame));
    }

    /** {@code ,"conversation":…,"seq":…,"message":{…}}}: what follows the position, with the closing brace. */
    static byte[] entryWithoutPosition(Message message) {
        byte[] written = object(out -> entry(out, message));
        written[0] = ',';
        return written;
    }

    private static byte[] object(Consumer<JsonGenerator> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BUFFER);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            fields.accept(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void fields(JsonGenerator out, Frame frame) {
        if (frame instanceof Frame.Entries entries) {
            entries(out, entries);
        } else if (frame instanceof Frame.Accepted accepted) {
            op(out, "accepted", accepted.ref());
            out.writeStringProperty("messageId", accepted.messageId().hex());
            out.writeNumberProperty("at", accepted.at());
        } else if (frame instanceof Frame.Pong pong) {
            op(out, "pong", pong.ref());
            out.writeNumberProperty("head", pong.head());
        } else if (frame instanceof Frame.Behind behind) {
            op(out, "behind", "");
            out.writeNumberProperty("head", behind.head());
        } else if (frame instanceof Frame.Refused refused) {
            refused(out, refused);
        } else if (frame instanceof Frame.Rejected rejected) {
            op(out, "rejected", "");
            out.writeStringProperty("messageId", rejected.messageId().hex());
            out.writeStringProperty("clientMsgId", rejected.clientMsgId());
            out.writeStringProperty("code", rejected.code());
            out.writeStringProperty("message", rejected.message());
        } else if (frame instanceof Frame.Hello hello) {
            hello(out, hello);
        } else if (frame instanceof Frame.Bye bye) {
            op(out, "bye", "");
            out.writeNumberProperty("code", bye.code());
            out.writeStringProperty("reason", bye.reason());
            out.writeBooleanProperty("reconnect", bye.reconnect());
            bye.reconnectAfter().ifPresent(millis -> out.writeNumberProperty("reconnectAfterMs", millis));
        }
    }

    private static void op(JsonGenerator out, String op, String ref) {
        out.writeStringProperty("op", op);
        if (!ref.isEmpty()) {
            out.writeStringProperty("ref", ref);
        }
    }

    private static void hello(JsonGenerator out, Frame.Hello hello) {
        op(out, "hello", "");
        out.writeStringProperty("session", hello.session());
        out.writeStringProperty("user", hello.user().value());
        out.writeStringProperty("device", hello.device());
        out.writeStringProperty("epoch", hello.epoch());
        out.writeNumberProperty("head", hello.head());
        out.writeNumberProperty("floor", hello.floor());
        out.writeObjectPropertyStart("limits");
        out.writeNumberProperty("maxFrameBytes", hello.limits().maxFrameBytes());
        out.writeNumberProperty("maxBodyBytes", hello.limits().maxBodyBytes());
        out.writeNumberProperty("maxSyncEntries", hello.limits().maxSyncEntries());
        out.writeNumberProperty("pingEveryMs", hello.limits().pingEveryMs());
        out.writeEndObject();
    }

    private static void refused(JsonGenerator out, Frame.Refused refused) {
        op(out, "error", refused.ref());
        out.writeStringProperty("code", refused.code().word());
        out.writeStringProperty("message", refused.message());
        refused.field().ifPresent(field -> out.writeStringProperty("field", field));
        out.writeBooleanProperty("temporary", refused.code().temporary());
        refused.retryAfter().ifPresent(millis -> out.writeNumberProperty("retryAfterMs", millis));
    }

    private static void entries(JsonGenerator out, Frame.Entries entries) {
        op(out, "entries", entries.ref());
        out.writeArrayPropertyStart("entries");
        for (Entry entry : entries.entries()) {
            out.writeStartObject();
            if (entry instanceof Entry.Copied copied) {
                out.writeNumberProperty("position", copied.position().value());
            }
            entry(out, entry.message());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberProperty("head", entries.head());
        entries.floor().ifPresent(floor -> out.writeNumberProperty("floor", floor));
        out.writeBooleanProperty("more", entries.more());
    }

    private static void entry(JsonGenerator out, Message message) {
        out.writeStringProperty("conversation", message.conversation().key());
        if (message.line().line() != Line.TALK) {
            out.writeStringProperty("line", message.line().line().word());
        }
        out.writeNumberProperty("seq", message.seq().value());
        out.writeObjectPropertyStart("message");
        MessageJson.write(out, message);
        out.writeEndObject();
    }
}
