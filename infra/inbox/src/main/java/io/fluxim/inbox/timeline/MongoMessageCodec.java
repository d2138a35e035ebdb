package io.fluxim.inbox.timeline;

import static io.fluxim.inbox.MongoFields.bytes;
import static io.fluxim.inbox.MongoFields.inner;
import static io.fluxim.inbox.MongoFields.number;
import static io.fluxim.inbox.MongoFields.smallNumber;
import static io.fluxim.inbox.MongoFields.text;

import io.fluxim.inbox.MongoFields;
import io.fluxim.inbox.Unreadable;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UnknownFields;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * A message as a document of {@code messages}: {@code _id} its id, {@code c} conversation, {@code q} seq, {@code o} the
 * record that numbered it ({@code p}artition, offset {@code n}, {@code t}ime), {@code h} hash of its content, {@code at},
 * {@code w} the envelope as it was written, and {@code x} what a newer release says of the message besides, if it does. A
 * document of an earlier release has the fields of the envelope instead of {@code w}: see {@link MongoFirstMessages}.
 */
public final class MongoMessageCodec {

    private MongoMessageCodec() {}

    static Document document(Timeline.Stored stored) {
        Message message = stored.message();
        Document document = new Document("_id", message.id().hex())
                .append("c", message.conversation().key())
                .append("q", message.seq().value())
                .append("o", origin(stored.origin()))
                .append("h", message.envelope().content().hash())
                .append("at", message.at())
                .append("w", new Binary(message.envelope().written()));
        return message.unknown().isEmpty()
                ? document
                : document.append("x", new Binary(message.unknown().written()));
    }

    /** The message; {@link Unreadable} where the document is not one. */
    static Message message(Document read) {
        return MongoFields.read(read, MongoMessageCodec::checkedMessage);
    }

    private static Message checkedMessage(Document read) {
        return new Message(envelope(read), MongoFields.seq(read), number(read, "at"), unknown(read));
    }

    private static UnknownFields unknown(Document read) {
        return read.containsKey("x") ? UnknownFields.of(bytes(read, "x")) : UnknownFields.NONE;
    }

    private static Envelope envelope(Document read) {
        if (!read.containsKey("w")) {
            return MongoFirstMessages.envelope(read);
        }
        Envelope envelope = Envelope.read(bytes(read, "w"));
        if (!envelope.id().equals(id(read)) || !envelope.conversation().key().equals(text(read, "c"))) {
            throw new Unreadable(text(read, "_id"), "w is another message");
        }
        return envelope;
    }

    public static MessageId id(Document read) {
        return MongoFields.read(read, document -> new MessageId(text(document, "_id")));
    }

    static Origin origin(Document read) {
        Document origin = inner(read, "o");
        return new Origin(smallNumber(origin, "p"), number(origin, "n"), number(origin, "t"));
    }

    /** The message and what numbered it; {@link Unreadable} where the document is none. */
    static Timeline.Stored stored(Document read) {
        return new Timeline.Stored(message(read), origin(read));
    }

    static Timeline.Known known(Document read) {
        return new Timeline.Known(MongoFields.seq(read), origin(read), text(read, "h"), unknown(read));
    }

    private static Document origin(Origin origin) {
        return new Document("p", origin.partition())
                .append("n", origin.offset())
                .append("t", origin.at());
    }
}
