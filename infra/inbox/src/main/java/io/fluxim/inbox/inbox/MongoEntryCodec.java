package io.fluxim.inbox.inbox;

import static io.fluxim.inbox.MongoFields.number;
import static io.fluxim.inbox.MongoFields.text;

import io.fluxim.inbox.MongoCollections;
import io.fluxim.inbox.MongoFields;
import io.fluxim.inbox.Unreadable;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import java.util.HexFormat;
import org.bson.Document;

/** An entry as a document of {@code inbox}; its fields are those that {@link MongoCollections} lists. */
public final class MongoEntryCodec {

    private MongoEntryCodec() {}

    /** The id of an entry: ids of one user lie together, in the order of positions, since no user id has a colon. */
    public static String key(UserId user, long position) {
        return user + ":" + HexFormat.of().toHexDigits(position);
    }

    /** Above every id of this user, below those of the next one: the character after the colon. */
    public static String end(UserId user) {
        return end(user.value());
    }

    static String end(String user) {
        return user + ";";
    }

    public static Document document(InboxEntry entry) {
        Reference reference = entry.reference();
        long position = entry.position().value();
        return new Document("_id", key(reference.user(), position))
                .append("u", reference.user().value())
                .append("p", position)
                .append("c", reference.conversation().key())
                .append("q", reference.seq().value())
                .append("m", entry.message().hex())
                .append("at", entry.at());
    }

    /** The entry; {@link Unreadable} where the document is not one. */
    public static InboxEntry entry(Document read) {
        return MongoFields.read(read, MongoEntryCodec::checkedEntry);
    }

    private static InboxEntry checkedEntry(Document read) {
        return new InboxEntry(
                new Position(number(read, "p")),
                new Reference(new UserId(text(read, "u")), Conversation.parse(text(read, "c")), MongoFields.seq(read)),
                new MessageId(text(read, "m")),
                number(read, "at"));
    }
}
