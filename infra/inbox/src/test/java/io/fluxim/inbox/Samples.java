package io.fluxim.inbox;

import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.inbox.timeline.Origin;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import reactor.core.publisher.Mono;

/** What the contracts write and read. */
public final class Samples {

    /** Longest wait of a test for one answer. */
    public static final Duration SOON = Duration.ofSeconds(20);

    public static final UserId ALICE = new UserId("alice");
    public static final UserId BOB = new UserId("bob");
    public static final Conversation DIRECT = Conversation.direct(ALICE, BOB);
    public static final Conversation.Group GROUP = Conversation.group(new GroupId("team"));
    /** The time of the message with seq 1; each later one is a second younger. */
    public static final long FIRST_AT = 1_700_000_000_000L;

    private Samples() {}

    /** The answer, which must be there soon. */
    public static <T> T get(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(SOON));
    }

    /** Waits for an effect that has no answer. */
    public static void done(Mono<Void> effect) {
        effect.block(SOON);
    }

    /** A text that Alice calls {@code name}, at this seq. */
    public static Timeline.Stored stored(Conversation conversation, String name, long seq) {
        Content content = new Content(MessageType.TEXT, "\"" + name + "\"");
        Envelope envelope = Envelope.of(ALICE, conversation, name, content, Extras.NONE);
        long at = FIRST_AT + 1000 * (seq - 1);
        return new Timeline.Stored(new Message(envelope, new Seq(seq), at), new Origin(3, 100 + seq, at));
    }

    /** Texts at the seqs {@code from} to {@code to}, each called {@code m<seq>}. */
    public static List<Timeline.Stored> stored(Conversation conversation, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> stored(conversation, "m" + seq, seq))
                .toList();
    }

    /** The id of what Alice calls {@code name}. */
    public static MessageId id(Conversation conversation, String name) {
        return MessageId.of(ALICE, conversation, name);
    }

    public static Reference reference(UserId user, Conversation conversation, long seq) {
        return new Reference(user, conversation, new Seq(seq));
    }

    /** The message {@code m<seq>} at this position. */
    public static InboxEntry entry(UserId user, long position, Conversation conversation, long seq) {
        return new InboxEntry(
                new Position(position),
                reference(user, conversation, seq),
                id(conversation, "m" + seq),
                FIRST_AT + 1000 * (seq - 1));
    }

    /** The messages {@code from} to {@code to} of one conversation at the positions of the same number. */
    public static List<InboxEntry> entries(UserId user, Conversation conversation, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(number -> entry(user, number, conversation, number))
                .toList();
    }
}
