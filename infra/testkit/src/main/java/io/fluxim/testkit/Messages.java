package io.fluxim.testkit;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Effect;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Messages for tests: what a test does not care about gets a sensible value. */
public final class Messages {

    /** 2024-01-01T00:00:00Z, in Unix milliseconds: the time of a message whose time does not matter. */
    public static final long AT = 1_704_067_200_000L;

    /** OpenIM's number of a notice. */
    private static final int GROUP_INFO_SET = 1502;

    private static final AtomicLong NEXT = new AtomicLong();

    private Messages() {}

    public static UserId user(String id) {
        return new UserId(id);
    }

    public static List<UserId> users(String... ids) {
        return Stream.of(ids).map(UserId::new).toList();
    }

    public static Conversation direct(String one, String other) {
        return Conversation.direct(user(one), user(other));
    }

    public static Conversation group(String id) {
        return Conversation.group(new GroupId(id));
    }

    /** A direct text of a client message id that nobody has used. */
    public static Envelope envelope(String sender, String receiver, String text) {
        return envelope(sender, direct(sender, receiver), freshClientMsgId(), text);
    }

    /** A text to a group, of a client message id that nobody has used. */
    public static Envelope groupEnvelope(String sender, String group, String text) {
        return envelope(sender, group(group), freshClientMsgId(), text);
    }

    public static Envelope envelope(String sender, Conversation conversation, String clientMsgId, String text) {
        return Envelope.of(user(sender), conversation, clientMsgId, text(text), Extras.NONE);
    }

    /** An event in the conversation's line of notices, which changes nothing that the pipeline keeps. */
    public static Envelope notice(String sender, Conversation conversation, String clientMsgId) {
        MessageId id = MessageId.of(user(sender), conversation.notices(), clientMsgId);
        Content content = new Content(MessageType.ofNumber(GROUP_INFO_SET), "{}");
        return new Envelope(id, clientMsgId, user(sender), conversation, content, Extras.NONE, new Effect.Notice());
    }

    /** The event that changes a group's members; {@code type} says how. */
    public static Envelope membership(String sender, String group, MessageType type, MembershipChange change) {
        Conversation conversation = group(group);
        String clientMsgId = freshClientMsgId();
        MessageId id = MessageId.of(user(sender), conversation, clientMsgId);
        Content content = new Content(type, "{}");
        return new Envelope(id, clientMsgId, user(sender), conversation, content, Extras.NONE, change);
    }

    /** With its place, at {@link #AT}. */
    public static Message message(Envelope envelope, long seq) {
        return message(envelope, seq, AT);
    }

    public static Message message(Envelope envelope, long seq, long at) {
        return new Message(envelope, new Seq(seq), at);
    }

    /** Direct texts with the seqs from {@code first} on, one millisecond apart. */
    public static List<Message> messages(String sender, String receiver, long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(seq -> message(envelope(sender, receiver, "text " + seq), seq, AT + seq))
                .toList();
    }

    /** Direct texts that are not numbered yet. */
    public static List<Envelope> batch(String sender, String receiver, int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(number -> envelope(sender, receiver, "text " + number))
                .toList();
    }

    /** A text as clients send it: {@code {"content":"…"}}. */
    public static Content text(String text) {
        return new Content(MessageType.TEXT, "{\"content\":\"" + escaped(text) + "\"}");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    public static String freshClientMsgId() {
        return "test-" + NEXT.incrementAndGet();
    }
}
