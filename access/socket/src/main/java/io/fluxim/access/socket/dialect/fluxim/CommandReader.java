package io.fluxim.access.socket.dialect.fluxim;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Command.Target;
import io.fluxim.protocol.frame.Command.Target.ToGroup;
import io.fluxim.protocol.frame.Command.Target.ToUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Commands from the fields of a JSON object: a pure function, every complaint an {@link InvalidInput}. */
final class CommandReader {

    /** Bytes of UTF-8: a ref is echoed. */
    static final int MAX_REF_BYTES = 128;

    private static final int MAX_ID_BYTES = 64;

    private static final Map<String, Reader> READERS = Map.of(
            "send",
            CommandReader::send,
            "sync",
            CommandReader::sync,
            "ack",
            (fields, from) -> new Command.Ack(ref(fields), fields.number("upTo", 0, Long.MAX_VALUE)),
            "ping",
            (fields, from) -> new Command.Ping(ref(fields)));

    private static final String OPS = "must be one of " + String.join(", ", new TreeSet<>(READERS.keySet()));
    /** Words of commands to come. */
    private static final Set<String> NOT_YET = Set.of("read", "typing");

    /** Makes the command of one op. */
    private interface Reader {

        /** @param from where it comes from, for what travels with a message */
        Command read(JsonFields fields, Extras from);
    }

    private CommandReader() {}

    static Command read(JsonFields fields, Extras from) {
        String op = fields.string("op", 1, 32);
        Reader reader = READERS.get(op);
        if (reader == null) {
            throw new InvalidInput(
                    ErrorCode.UNKNOWN_OP, "op", NOT_YET.contains(op) ? op + " is not supported yet" : OPS);
        }
        return reader.read(fields, from);
    }

    private static Command sync(JsonFields fields, Extras from) {
        return new Command.Sync(
                ref(fields),
                fields.number("after", 0, Long.MAX_VALUE),
                fields.has("limit") ? (int) fields.number("limit", 1, Integer.MAX_VALUE) : Integer.MAX_VALUE);
    }

    private static Command send(JsonFields fields, Extras from) {
        MessageType type = type(fields);
        return new Command.Send(
                ref(fields),
                target(fields.object("to")),
                fields.string("clientMsgId", 1, Envelope.MAX_CLIENT_MSG_ID_BYTES),
                new Content(type, fields.any("body")),
                extras(fields, from));
    }

    private static String ref(JsonFields fields) {
        return fields.has("ref") ? fields.anyString("ref", MAX_REF_BYTES) : "";
    }

    private static Target target(JsonFields to) {
        if (to.has("user") == to.has("group")) {
            throw InvalidInput.of("to", "must be {\"user\": …} or {\"group\": …}");
        }
        return to.has("user")
                ? new ToUser(UserId.at("to.user", to.anyString("user", MAX_ID_BYTES)))
                : new ToGroup(GroupId.at("to.group", to.anyString("group", MAX_ID_BYTES)));
    }

    private static MessageType type(JsonFields fields) {
        MessageType type = MessageType.known(fields.string("type", 1, 32));
        if (type.notification()) {
            throw InvalidInput.of("type", "must be one that clients may send; " + type.word() + " is the server's");
        }
        return type;
    }

    private static Extras extras(JsonFields fields, Extras from) {
        return new Extras(
                from.platform(),
                from.device(),
                fields.has("options") ? options(fields.object("options")) : Map.of(),
                fields.has("atUsers") ? fields.strings("atUsers", Extras.MAX_AT_USERS, MAX_ID_BYTES) : List.of(),
                optional(fields, "ex"),
                fields.has("offlinePush") ? offlinePush(fields.object("offlinePush")) : Extras.OfflinePush.NONE);
    }

    private static Map<String, Boolean> options(JsonFields options) {
        if (options.size() > Extras.MAX_OPTIONS) {
            throw new InvalidInput(ErrorCode.TOO_LARGE, "options", "must be at most " + Extras.MAX_OPTIONS + " fields");
        }
        Map<String, Boolean> flags = new HashMap<>();
        for (String name : options.names()) {
            if (!name.matches("[A-Za-z0-9_.-]{1,64}")) {
                throw InvalidInput.of("options", "must have names of 1 to 64 letters, digits, '_', '.' and '-'");
            }
            flags.put(name, options.flag(name));
        }
        return flags;
    }

    private static Extras.OfflinePush offlinePush(JsonFields push) {
        return new Extras.OfflinePush(
                optional(push, "title"),
                optional(push, "desc"),
                optional(push, "ex"),
                optional(push, "iosSound"),
                push.has("iosBadge") && push.flag("iosBadge"));
    }

    private static String optional(JsonFields fields, String name) {
        return fields.has(name) ? fields.anyString(name, Extras.MAX_EX_BYTES) : "";
    }
}
