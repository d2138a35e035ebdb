package io.fluxim.inbox;

import static io.fluxim.inbox.MongoFields.flag;
import static io.fluxim.inbox.MongoFields.inner;
import static io.fluxim.inbox.MongoFields.inners;
import static io.fluxim.inbox.MongoFields.number;
import static io.fluxim.inbox.MongoFields.smallNumber;
import static io.fluxim.inbox.MongoFields.text;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * A message as a document of {@code messages}: {@code _id} its id, {@code c} conversation, {@code q} seq, {@code o} the
 * record that numbered it ({@code p}artition, offset {@code n}, {@code t}ime), {@code h} hash of its content,
 * {@code sender}, {@code clientMsgId}, {@code type} (OpenIM's number), {@code body} (JSON as text), {@code at}; where it has
 * them, {@code extras}, and {@code joined} and {@code left} of a membership event.
 */
final class MongoMessageCodec {

    private MongoMessageCodec() {}

    static Document document(Timeline.Stored stored) {
        Message message = stored.message();
        Envelope envelope = message.envelope();
        Document document = new Document("_id", message.id().hex())
                .append("c", message.conversation().key())
                .append("q", message.seq().value())
                .append("o", origin(stored.origin()))
                .append("h", envelope.content().hash())
                .append("sender", envelope.sender().value())
                .append("clientMsgId", envelope.clientMsgId())
                .append("type", envelope.content().type().number())
                .append("body", envelope.content().body())
                .append("at", message.at());
        if (!envelope.extras().equals(Extras.NONE)) {
            document.append("extras", extras(envelope.extras()));
        }
        if (envelope.changesMembers()) {
            document.append("joined", texts(envelope.change().joined()))
                    .append("left", texts(envelope.change().left()));
        }
        return document;
    }

    /** The message; {@link Unreadable} where the document is not one. */
    static Message message(Document read) {
        return MongoFields.read(read, MongoMessageCodec::checkedMessage);
    }

    private static Message checkedMessage(Document read) {
        Envelope envelope = new Envelope(
                id(read),
                text(read, "clientMsgId"),
                new UserId(text(read, "sender")),
                Conversation.parse(text(read, "c")),
                new Content(MessageType.ofNumber(smallNumber(read, "type")), text(read, "body")),
                read.containsKey("extras") ? extras(inner(read, "extras")) : Extras.NONE,
                read.containsKey("joined")
                        ? new MembershipChange(users(read, "joined"), users(read, "left"))
                        : MembershipChange.NONE);
        return new Message(envelope, seq(read), number(read, "at"));
    }

    static MessageId id(Document read) {
        return MongoFields.read(read, document -> new MessageId(text(document, "_id")));
    }

    static Seq seq(Document read) {
        return MongoFields.read(read, document -> new Seq(number(document, "q")));
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
        return new Timeline.Known(seq(read), origin(read), text(read, "h"));
    }

    private static Document origin(Origin origin) {
        return new Document("p", origin.partition())
                .append("n", origin.offset())
                .append("t", origin.at());
    }

    private static Document extras(Extras extras) {
        Extras.OfflinePush push = extras.offlinePush();
        return new Document("platform", extras.platform())
                .append("device", extras.device())
                .append("options", options(extras.options()))
                .append("atUsers", extras.atUsers())
                .append("ex", extras.ex())
                .append(
                        "offlinePush",
                        new Document("title", push.title())
                                .append("desc", push.desc())
                                .append("ex", push.ex())
                                .append("iosSound", push.iosSound())
                                .append("iosBadge", push.iosBadge()));
    }

    private static Extras extras(Document read) {
        Document push = inner(read, "offlinePush");
        return new Extras(
                smallNumber(read, "platform"),
                text(read, "device"),
                options(inners(read, "options")),
                MongoFields.texts(read, "atUsers"),
                text(read, "ex"),
                new Extras.OfflinePush(
                        text(push, "title"),
                        text(push, "desc"),
                        text(push, "ex"),
                        text(push, "iosSound"),
                        flag(push, "iosBadge")));
    }

    private static Map<String, Boolean> options(List<Document> read) {
        Map<String, Boolean> options = new HashMap<>();
        read.forEach(option -> options.put(text(option, "k"), flag(option, "v")));
        return options;
    }

    /** As pairs: the names come from clients, and a dot or dollar in a field name is not safe everywhere. */
    private static List<Document> options(Map<String, Boolean> options) {
        return options.entrySet().stream()
                .map(option -> new Document("k", option.getKey()).append("v", option.getValue()))
                .toList();
    }

    private static List<String> texts(List<UserId> users) {
        return users.stream().map(UserId::value).toList();
    }

    private static List<UserId> users(Document read, String field) {
        return MongoFields.texts(read, field).stream().map(UserId::new).toList();
    }
}
