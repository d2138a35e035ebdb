package io.fluxim.directory.group;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import java.util.List;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The event that tells a group of a change of its members; a pure function of the change.
 *
 * <p>Its {@code clientMsgId} is {@code change-<number>}, so that an event produced twice has one message id. Its body is
 * {@code {groupID, groupName, operatorUserID, users:[…], userCount}}; the change in the envelope is complete, the list in
 * the body ends after {@link #LISTED} users so that it fits a body.
 */
final class MembershipEvents {

    /** Ids of 64 bytes, each quoted and wholly escaped, take 131: 52 KiB of the 64 KiB of a body. */
    static final int LISTED = 400;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private MembershipEvents() {}

    static Envelope joined(MessageType type, Named group, long change, UserId operator, List<UserId> users) {
        return event(type, group, change, operator, users, MembershipChange.joining(users));
    }

    static Envelope left(MessageType type, Named group, long change, UserId operator, List<UserId> users) {
        return event(type, group, change, operator, users, MembershipChange.leaving(users));
    }

    /** What an event says of its group. */
    record Named(GroupId id, String name) {}

    private static Envelope event(
            MessageType type,
            Named group,
            long change,
            UserId operator,
            List<UserId> users,
            MembershipChange membership) {
        Conversation conversation = Conversation.group(group.id());
        String clientMsgId = "change-" + change;
        return new Envelope(
                MessageId.of(operator, conversation, clientMsgId),
                clientMsgId,
                operator,
                conversation,
                new Content(type, body(group, operator, users)),
                Extras.NONE,
                membership);
    }

    private static String body(Named group, UserId operator, List<UserId> users) {
        ObjectNode body = JSON.createObjectNode();
        body.put("groupID", group.id().value());
        body.put("groupName", group.name());
        body.put("operatorUserID", operator.value());
        ArrayNode listed = body.putArray("users");
        users.stream().limit(LISTED).forEach(user -> listed.add(user.value()));
        body.put("userCount", users.size());
        return JSON.writeValueAsString(body);
    }
}
