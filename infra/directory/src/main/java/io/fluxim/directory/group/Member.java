package io.fluxim.directory.group;

import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;

/**
 * A user in a group, as HTTP shows it. Who receives which message is decided by the group's events, not by this.
 *
 * @param joinTime Unix milliseconds
 * @param inviter  who brought them in; the creator for the first ones
 */
public record Member(GroupId group, UserId user, Role role, long joinTime, UserId inviter) {}
