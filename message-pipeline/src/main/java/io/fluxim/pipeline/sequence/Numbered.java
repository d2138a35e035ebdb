package io.fluxim.pipeline.sequence;

import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.members.Roster;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.topic.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the Sequence stage decided about a batch.
 *
 * @param messages   to be published, in the order of the log: numbered now, or before at the same offset
 * @param fresh      those of them that are to be stored
 * @param rejections of those that have no place
 * @param changes    of members, to be stored before anything is published
 * @param rosters    of every group in it, after all changes
 * @param tails      of every conversation with fresh messages, once they are stored
 * @param repeats    how many records were retries of a message that is there
 */
public record Numbered(
        List<Message> messages,
        List<Timeline.Stored> fresh,
        List<Rejection> rejections,
        List<Members.Change> changes,
        Map<Conversation.Group, Roster> rosters,
        Map<Conversation, Timeline.Tail> tails,
        int repeats) {

    /** How many numbers each conversation needs. */
    Map<Conversation, Integer> counts() {
        Map<Conversation, Integer> counts = new HashMap<>();
        fresh.forEach(stored -> counts.merge(stored.message().conversation(), 1, Integer::sum));
        return counts;
    }
}
