package io.fluxim.directory.group;

import io.fluxim.protocol.UserId;

/**
 * Who wants a change.
 *
 * @param user          whose name the change's event bears
 * @param administrator the app's administrator, who may do everything in a group that exists
 */
public record Actor(UserId user, boolean administrator) {

    public static Actor user(UserId user) {
        return new Actor(user, false);
    }

    public static Actor administrator(UserId user) {
        return new Actor(user, true);
    }
}
