package io.fluxim.directory.group;

import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;

/**
 * A group of users, as HTTP shows it.
 *
 * @param createTime  Unix milliseconds
 * @param status      OpenIM's: 0 ok, 1 banned, 2 dismissed, 3 muted
 * @param memberCount how many are in it now
 */
public record Group(
        GroupId id, GroupProfile profile, UserId owner, UserId creator, long createTime, int status, int memberCount) {}
