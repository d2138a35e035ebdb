package io.fluxim.directory.group;

import io.fluxim.directory.outbox.Outbox;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.StoreUnavailable;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Groups and who is in them, for permission checks and HTTP. What a member receives is decided by the Sequence flow, from
 * the membership events in the group's conversation.
 *
 * <p>Each change is one transaction that also appends its event to the {@link Outbox}, so that neither can be without the
 * other. Changes of one group are numbered 1, 2, 3 … in the order of their transactions, under the lock of its row, where
 * a {@link GroupRule} decides who may make them. Every method signals {@link StoreUnavailable} when the store cannot answer.
 */
public interface Groups {

    /** Most users who join or leave in one change: their ids stay far below the record limit. */
    int MAX_CHANGE = 2000;

    /** Creates a group; its first members are change 1. {@code group_exists} if the id is taken. */
    Mono<MembersChanged> create(NewGroup group);

    /**
     * Makes the change that this rule decides, under the lock of the group's row. {@code unknown_group} if there is none; what
     * the rule refuses.
     */
    Mono<MembersChanged> change(GroupId group, GroupRule rule);

    /** Those of these groups that exist, in the order asked for. */
    Mono<List<Group>> find(Collection<GroupId> ids);

    /**
     * What this user is to this group. Asked at every group send: a positive answer may be up to 2 s old, since the
     * Sequence flow decides again and tells who left ({@code rejected}); a negative one is never from memory, since it
     * would refuse a member who has just joined.
     */
    Mono<Standing> standing(GroupId group, UserId user);

    /** Members of a group: the owner, the admins, then by join time. Empty if there is no such group. */
    Mono<List<Member>> members(GroupId group, int offset, int limit);

    /** Those of these users who are members. */
    Mono<List<Member>> members(GroupId group, Collection<UserId> users);

    /** Groups that a user is in, by the bytes of their ids. */
    Mono<List<Group>> joined(UserId user, int offset, int limit);

    /** How many groups a user is in. */
    Mono<Long> countJoined(UserId user);
}
