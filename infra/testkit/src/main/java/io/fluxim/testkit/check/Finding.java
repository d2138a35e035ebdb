package io.fluxim.testkit.check;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import java.util.List;

/**
 * One breach of one rule.
 *
 * @param what      what is wrong, in a sentence that stands alone
 * @param users     whose inboxes or devices are concerned
 * @param messages  which messages
 * @param positions where in the inbox
 */
public record Finding(Rule rule, String what, List<UserId> users, List<MessageId> messages, List<Long> positions) {

    public Finding {
        users = List.copyOf(users);
        messages = List.copyOf(messages);
        positions = List.copyOf(positions);
    }

    /** A breach without a place in an inbox. */
    static Finding of(Rule rule, String what, MessageId... messages) {
        return new Finding(rule, what, List.of(), List.of(messages), List.of());
    }

    /** A breach at a position of somebody's inbox. */
    static Finding at(Rule rule, String what, UserId user, long position, MessageId... messages) {
        return new Finding(rule, what, List.of(user), List.of(messages), List.of(position));
    }

    @Override
    public String toString() {
        return rule + ": " + what + " [users " + users + ", messages " + messages + ", positions " + positions + "]";
    }
}
