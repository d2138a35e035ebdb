package io.fluxim.directory.group;

import io.fluxim.directory.outbox.Outbox;
import io.fluxim.protocol.UserId;
import java.util.List;

/**
 * What became of a request to change a group's members.
 *
 * @param group  as it is now
 * @param change the group's last change number: the one to wait for in the {@link Outbox}, also where nothing was left to
 *               do because an earlier request had done it
 * @param users  who really joined or left; empty where nobody did
 */
public record MembersChanged(Group group, long change, List<UserId> users) {

    public MembersChanged {
        users = List.copyOf(users);
    }
}
