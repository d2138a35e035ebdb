package io.fluxim.access.command;

import io.fluxim.directory.Groups;
import io.fluxim.directory.Standing;
import io.fluxim.directory.Users;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Command.Target.ToGroup;
import io.fluxim.protocol.frame.Command.Target.ToUser;
import io.fluxim.protocol.frame.Frame;
import java.util.List;
import reactor.core.publisher.Mono;

/** Messages from clients to {@code im.accepted}: everything that can be refused is refused before. */
public final class SendHandler {

    private final Users users;
    private final Groups groups;
    private final AcceptedLog log;

    public SendHandler(Users users, Groups groups, AcceptedLog log) {
        this.users = users;
        this.groups = groups;
        this.log = log;
    }

    /** The message, once its sender may send it there; {@link InvalidInput} otherwise. Look-ups are mostly memory. */
    public Mono<Envelope> check(UserId sender, Command.Send send) {
        return conversation(sender, send.to())
                .map(conversation ->
                        Envelope.of(sender, conversation, send.clientMsgId(), send.content(), send.extras()));
    }

    /**
     * Appends it; answers its time when every in-sync replica has it. The order of subscription is the order of the log.
     *
     * @param since when the message was read, on the clock of {@link System#nanoTime()}
     */
    public Mono<Long> append(Envelope envelope, long since) {
        return log.append(envelope, since);
    }

    /** The same, as the answer to a client. */
    Mono<Frame> accept(String ref, Envelope envelope, long since) {
        return append(envelope, since).map(at -> new Frame.Accepted(ref, envelope.id(), at));
    }

    private Mono<Conversation> conversation(UserId sender, Command.Target to) {
        if (to instanceof ToGroup target) {
            return groups.standing(target.group(), sender).map(standing -> group(target.group(), standing));
        }
        UserId receiver = ((ToUser) to).user();
        if (receiver.equals(sender)) {
            return Mono.error(InvalidInput.of("to.user", "must be another user"));
        }
        return users.existing(List.of(receiver))
                .filter(found -> found.contains(receiver))
                .<Conversation>map(found -> Conversation.direct(sender, receiver))
                .switchIfEmpty(Mono.error(() ->
                        new InvalidInput(ErrorCode.UNKNOWN_USER, "to.user", "must be the id of a registered user")));
    }

    private static Conversation group(GroupId group, Standing standing) {
        if (standing instanceof Standing.NoSuchGroup) {
            throw new InvalidInput(ErrorCode.UNKNOWN_GROUP, "to.group", "must be the id of a group");
        }
        if (standing instanceof Standing.NotAMember) {
            throw new InvalidInput(ErrorCode.NOT_A_MEMBER, "to.group", "must be a group that you are in");
        }
        return Conversation.group(group);
    }
}
