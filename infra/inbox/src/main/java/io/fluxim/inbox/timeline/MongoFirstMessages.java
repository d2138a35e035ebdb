package io.fluxim.inbox.timeline;

import static io.fluxim.inbox.MongoFields.flag;
import static io.fluxim.inbox.MongoFields.inner;
import static io.fluxim.inbox.MongoFields.inners;
import static io.fluxim.inbox.MongoFields.smallNumber;
import static io.fluxim.inbox.MongoFields.text;

import io.fluxim.inbox.MongoFields;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Reads documents of {@code messages} as they were until November 2026: {@code sender}, {@code clientMsgId}, {@code type}
 * (OpenIM's number), {@code body} (JSON as text); where it has them, {@code extras}, and {@code joined} and {@code left} of a
 * membership event. Nothing writes them any more; the last one goes with the retention of its inbox.
 */
final class MongoFirstMessages {

    private MongoFirstMessages() {}

    static Envelope envelope(Document read) {
        return new Envelope(
                MongoMessageCodec.id(read),
                text(read, "clientMsgId"),
                new UserId(text(read, "sender")),
                Conversation.parse(text(read, "c")),
                new Content(MessageType.ofNumber(smallNumber(read, "type")), text(read, "body")),
                read.containsKey("extras") ? extras(inner(read, "extras")) : Extras.NONE,
                read.containsKey("joined")
                        ? new MembershipChange(users(read, "joined"), users(read, "left"))
                        : MembershipChange.NONE);
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

    private static List<UserId> users(Document read, String field) {
        return MongoFields.texts(read, field).stream().map(UserId::new).toList();
    }
}
