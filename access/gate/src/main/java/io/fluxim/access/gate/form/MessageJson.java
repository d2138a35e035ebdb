package io.fluxim.access.gate.form;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.UserId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A message as JSON: in the entries of Fluxim's own socket protocol, and in the history over HTTP. */
public final class MessageJson {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private MessageJson() {}

    /** A message alone. */
    public static String written(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.bytes());
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            write(out, message);
            out.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Its fields, into an object that has been begun. */
    public static void write(JsonGenerator out, Message message) {
        Envelope envelope = message.envelope();
        out.writeStringProperty("messageId", envelope.id().hex());
        out.writeStringProperty("clientMsgId", envelope.clientMsgId());
        out.writeStringProperty("sender", envelope.sender().value());
        out.writeObjectPropertyStart("to");
        to(out, envelope.conversation(), envelope.sender());
        out.writeEndObject();
        out.writeStringProperty("type", envelope.content().type().word());
        out.writeName("body");
        out.writeRawValue(envelope.content().body());
        out.writeNumberProperty("at", message.at());
        extras(out, envelope.extras());
        if (envelope.changesMembers()) {
            change(out, envelope.change());
        }
    }

    private static void to(JsonGenerator out, Conversation conversation, UserId sender) {
        if (conversation instanceof Conversation.Direct direct) {
            out.writeStringProperty("user", direct.other(sender).value());
        } else if (conversation instanceof Conversation.Group group) {
            out.writeStringProperty("group", group.id().value());
        } else {
            out.writeStringProperty(
                    "user", ((Conversation.Fixed) conversation).users().get(0).value());
        }
    }

    private static void extras(JsonGenerator out, Extras extras) {
        if (extras.platform() != 0) {
            out.writeNumberProperty("platform", extras.platform());
        }
        if (!extras.device().isEmpty()) {
            out.writeStringProperty("device", extras.device());
        }
        if (!extras.options().isEmpty()) {
            out.writeObjectPropertyStart("options");
            extras.options().forEach(out::writeBooleanProperty);
            out.writeEndObject();
        }
        if (!extras.atUsers().isEmpty()) {
            strings(out, "atUsers", extras.atUsers());
        }
        if (!extras.ex().isEmpty()) {
            out.writeStringProperty("ex", extras.ex());
        }
        if (!extras.offlinePush().equals(Extras.OfflinePush.NONE)) {
            offlinePush(out, extras.offlinePush());
        }
    }

    private static void offlinePush(JsonGenerator out, Extras.OfflinePush push) {
        out.writeObjectPropertyStart("offlinePush");
        out.writeStringProperty("title", push.title());
        out.writeStringProperty("desc", push.desc());
        out.writeStringProperty("ex", push.ex());
        out.writeStringProperty("iosSound", push.iosSound());
        out.writeBooleanProperty("iosBadge", push.iosBadge());
        out.writeEndObject();
    }

    private static void change(JsonGenerator out, MembershipChange change) {
        out.writeObjectPropertyStart("change");
        strings(out, "joined", change.joined().stream().map(UserId::value).toList());
        strings(out, "left", change.left().stream().map(UserId::value).toList());
        out.writeEndObject();
    }

    private static void strings(JsonGenerator out, String name, List<String> strings) {
        String[] array = strings.toArray(String[]::new);
        out.writeName(name);
        out.writeArray(array, 0, array.length);
    }
}
