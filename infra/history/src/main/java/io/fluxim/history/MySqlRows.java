package io.fluxim.history;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Seq;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of {@code message_history}, to and from messages. The body stands in its own column only. */
final class MySqlRows {

    static final String TABLE = "message_history";
    static final String COLUMNS = "conversation, seq, message_id, client_msg_id, sender, type, body, at, envelope";
    static final int WIDTH = 9;

    /** What the other columns of a row take, roughly. */
    private static final int OTHER_BYTES = 512;

    private MySqlRows() {}

    /**
     * A message on its way into the table.
     *
     * @param values in the order of {@link #COLUMNS}
     * @param bytes  about as many as a statement needs for it, before its quotes are escaped
     */
    record Line(Message message, List<Object> values, int bytes) {

        static Line of(Message message) {
            Envelope envelope = message.envelope();
            Content content = envelope.content();
            byte[] rest = message.withoutBody();
            List<Object> values = List.of(
                    message.conversation().key(),
                    message.seq().value(),
                    message.id().hex(),
                    envelope.clientMsgId(),
                    envelope.sender().value(),
                    content.type().word(),
                    content.body(),
                    message.at(),
                    rest);
            return new Line(message, values, message.bytes() + OTHER_BYTES);
        }
    }

    /** The message; {@link IllegalStateException} where the row is not as this class writes it. */
    static Message message(Readable row) {
        return read(row, MySqlRows::checkedMessage);
    }

    /** The place; {@link IllegalStateException} where the row is not as this class writes it. */
    static Place place(Readable row) {
        return read(
                row,
                found -> new Place(
                        Conversation.parse(value(found, "conversation", String.class)),
                        new Seq(value(found, "seq", Long.class))));
    }

    private static Message checkedMessage(Readable row) {
        return Message.withBody(
                value(row, "envelope", byte[].class),
                value(row, "body", String.class),
                new Seq(value(row, "seq", Long.class)),
                value(row, "at", Long.class));
    }

    /** A damaged row is not the fault of the one who asked for it. */
    private static <T> T read(Readable row, Function<Readable, T> reader) {
        try {
            return reader.apply(row);
        } catch (InvalidInput wrong) {
            throw new IllegalStateException(
                    "a row of message_history cannot be read: " + wrong.field() + " " + wrong.getMessage(), wrong);
        }
    }

    /** A column that is never NULL. */
    static <T> T value(Readable row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException("column " + column + " is NULL");
        }
        return value;
    }
}
