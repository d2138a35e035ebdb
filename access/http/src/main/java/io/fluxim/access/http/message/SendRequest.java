package io.fluxim.access.http.message;

import io.fluxim.access.logic.Platform;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A message that the app's server sends for a user: OpenIM's fields, and {@code clientMsgID}. The sender's name and picture
 * are those of their profile, the time is the log's, whatever is given.
 *
 * @param clientMsgID     own addition: makes the request safe to repeat; generated where it is left out
 * @param content         what OpenIM's clients send under this type, becomes the body
 * @param sessionType     1 to the user {@code recvID}, 3 to the group {@code groupID}
 * @param isOnlineOnly    must not be true: every message is kept
 * @param notOfflinePush  whether nobody shall be woken by it
 */
record SendRequest(
        UserId sendID,
        Optional<UserId> recvID,
        Optional<GroupId> groupID,

        @Schema(description = "own addition: makes it safe to repeat; generated where left out")
        Optional<String> clientMsgID,

        @Schema(description = "101 text, 102 picture, 103 voice … 110 custom")
        int contentType,

        @Schema(description = "1 to a user, 3 to a group") int sessionType,

        @Schema(description = "by contentType, e.g. {\"content\": \"hi\"} for 101")
        JsonNode content,

        Optional<Integer> senderPlatformID,
        Optional<Boolean> isOnlineOnly,
        Optional<Boolean> notOfflinePush,
        Optional<OfflinePushInfo> offlinePushInfo,
        Optional<String> ex) {

    static final int SINGLE = 1;
    static final int GROUP = 3;

    SendRequest {
        clientMsgID.ifPresent(SendRequest::checkClientMsgId);
        type(contentType);
        target(sessionType, recvID, groupID);
        if (!content.isObject()) {
            throw InvalidInput.of("content", "must be an object");
        }
        if (contentType == MessageType.TEXT.number() && !content.path("content").isString()) {
            throw InvalidInput.of("content.content", "must be a string: the text");
        }
        content(contentType, content);
        atUsers(contentType, content);
        senderPlatformID.ifPresent(SendRequest::checkPlatform);
        if (isOnlineOnly.orElse(false)) {
            throw InvalidInput.of("isOnlineOnly", "must be false: every message is kept");
        }
        ex.ifPresent(text -> bounded("ex", text));
    }

    /** OpenIM's object of the same name. */
    record OfflinePushInfo(
            Optional<String> title,
            Optional<String> desc,
            Optional<String> ex,
            Optional<String> iOSPushSound,
            Optional<Boolean> iOSBadgeCount) {

        OfflinePushInfo {
            title.ifPresent(text -> bounded("title", text));
            desc.ifPresent(text -> bounded("desc", text));
            ex.ifPresent(text -> bounded("ex", text));
            iOSPushSound.ifPresent(text -> bounded("iOSPushSound", text));
        }

        Extras.OfflinePush push() {
            return new Extras.OfflinePush(
                    title.orElse(""),
                    desc.orElse(""),
                    ex.orElse(""),
                    iOSPushSound.orElse(""),
                    iOSBadgeCount.orElse(false));
        }
    }

    /** The same request, as a socket would bring it. */
    Command.Send command(String clientMsgId) {
        Extras extras = new Extras(
                senderPlatformID.orElse(0),
                "",
                notOfflinePush.orElse(false) ? Map.of("offlinePush", false) : Map.of(),
                atUsers(contentType, content),
                ex.orElse(""),
                offlinePushInfo.map(OfflinePushInfo::push).orElse(Extras.OfflinePush.NONE));
        return new Command.Send(
                "", target(sessionType, recvID, groupID), clientMsgId, content(contentType, content), extras);
    }

    private static Command.Target target(int sessionType, Optional<UserId> user, Optional<GroupId> group) {
        return switch (sessionType) {
            case SINGLE ->
                new Command.Target.ToUser(
                        user.orElseThrow(() -> InvalidInput.of("recvID", "is required: a user id for sessionType 1")));
            case GROUP ->
                new Command.Target.ToGroup(group.orElseThrow(
                        () -> InvalidInput.of("groupID", "is required: a group id for sessionType 3")));
            default ->
                throw InvalidInput.of("sessionType", "must be 1 (to a user) or 3 (to a group), was " + sessionType);
        };
    }

    private static MessageType type(int number) {
        MessageType type = MessageType.known(number);
        if (type.notification()) {
            throw InvalidInput.of("contentType", "must be one that users may send, was " + number);
        }
        return type;
    }

    private static Content content(int contentType, JsonNode content) {
        try {
            return new Content(type(contentType), content.toString());
        } catch (InvalidInput tooLarge) {
            throw tooLarge.named("content");
        }
    }

    /** Who is addressed, which OpenIM has inside of the content of this one type. */
    private static List<String> atUsers(int contentType, JsonNode content) {
        if (contentType != MessageType.AT_TEXT.number()
                || !content.path("atUserList").isArray()) {
            return List.of();
        }
        List<String> users = content.path("atUserList")
                .valueStream()
                .map(user -> UserId.at("content.atUserList", user.asString("")).value())
                .toList();
        if (users.size() > Extras.MAX_AT_USERS) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE, "content.atUserList", "must be at most " + Extras.MAX_AT_USERS + " users");
        }
        return users;
    }

    private static void checkClientMsgId(String id) {
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Envelope.MAX_CLIENT_MSG_ID_BYTES || id.codePoints().anyMatch(Character::isISOControl)) {
            throw InvalidInput.of(
                    "clientMsgID",
                    "must be at most " + Envelope.MAX_CLIENT_MSG_ID_BYTES
                            + " bytes of UTF-8 without control characters, was " + bytes);
        }
    }

    private static void checkPlatform(int number) {
        if (number != 0 && Platform.of(number).isEmpty()) {
            throw InvalidInput.of("senderPlatformID", "must be 0 or a platform's number, 1 to 11, was " + number);
        }
    }

    private static void bounded(String field, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Extras.MAX_EX_BYTES) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE,
                    field,
                    "must be at most " + Extras.MAX_EX_BYTES + " bytes of UTF-8, was " + bytes);
        }
    }
}
