package io.fluxim.history;

import static io.fluxim.mysql.MySqlStatements.number;
import static io.fluxim.mysql.MySqlStatements.text;
import static io.fluxim.mysql.MySqlStatements.value;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Seq;
import io.r2dbc.spi.Readable;
import java.util.List;

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

    static Message message(Readable row) {
        return Message.withBody(
                value(row, "envelope", byte[].class),
                text(row, "body"),
                new Seq(number(row, "seq")),
                number(row, "at"));
    }

    static Place place(Readable row) {
        return new Place(Conversation.parse(text(row, "conversation")), new Seq(number(row, "seq")));
    }
}
