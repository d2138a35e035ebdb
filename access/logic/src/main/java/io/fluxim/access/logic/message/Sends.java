package io.fluxim.access.logic.message;

import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.Standing;
import io.fluxim.directory.user.Users;
import io.fluxim.kafka.sink.AppendFailed;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Command.Target.ToGroup;
import io.fluxim.protocol.frame.Command.Target.ToUser;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** Messages from clients to {@code im.accepted}: everything that can be refused is refused before. */
public final class Sends {

    private final Users users;
    private final Groups groups;
    private final AcceptedLog log;
    private final SendProperties limits;

    public Sends(Users users, Groups groups, AcceptedLog log, SendProperties limits) {
        this.users = users;
        this.groups = groups;
        this.log = log;
        this.limits = limits;
    }

    /**
     * A message that may be sent.
     *
     * @param receivers how many will have it, as far as is known before it has its place
     */
    public record Checked(Envelope envelope, int receivers) {}

    /** The message, once its sender may send it there; {@link InvalidInput} otherwise. Look-ups are mostly memory. */
    public Mono<Checked> check(UserId sender, Command.Send send) {
        return destination(sender, send.to())
                .map(to -> new Checked(
                        Envelope.of(sender, to.conversation(), send.clientMsgId(), send.content(), send.extras()),
                        to.receivers()))
                .timeout(limits.checkTimeout());
    }

    /**
     * Appends it; answers its time when every in-sync replica has it, or fails with {@link AppendFailed}. The order of
     * subscription is the order of the log.
     *
     * @param since when the message was read, on the clock of {@link System#nanoTime()}
     */
    public Mono<Long> append(Envelope envelope, long since) {
        return log.append(envelope, since)
                .timeout(limits.sendTimeout())
                .onErrorMap(
                        TimeoutException.class,
                        late -> new AppendFailed.Unconfirmed("not acknowledged within " + limits.sendTimeout(), late));
    }

    private record Destination(Conversation conversation, int receivers) {}

    private Mono<Destination> destination(UserId sender, Command.Target to) {
        if (to instanceof ToGroup target) {
            return groups.standing(target.group(), sender).map(standing -> group(target.group(), standing));
        }
        UserId receiver = ((ToUser) to).user();
        if (receiver.equals(sender)) {
            return Mono.error(InvalidInput.of("to.user", "must be another user"));
        }
        return users.registered(receiver, "to.user")
                .map(known -> new Destination(Conversation.direct(sender, known), 2));
    }

    private static Destination group(GroupId group, Standing standing) {
        if (standing instanceof Standing.NoSuchGroup) {
            throw new InvalidInput(ErrorCode.UNKNOWN_GROUP, "to.group", "must be the id of a group");
        }
        if (standing instanceof Standing.InGroup in) {
            return new Destination(Conversation.group(group), in.members());
        }
        throw new InvalidInput(ErrorCode.NOT_A_MEMBER, "to.group", "must be a group that you are in");
    }
}
