package io.fluxim.cli.demo;

import java.net.URI;
import java.util.List;

/** What the demo needs of a platform beside its socket. */
public interface Stage {

    /** Where its socket is. */
    URI socket();

    /** A token for this user, who is registered if need be. */
    String token(String user);

    /** Makes a group, its owner first; answers its id. */
    String createGroup(List<String> members);

    /** How many messages the history has: of a group, or of two users. */
    long historyOfGroup(String group, String reader);

    /** The same for a direct chat. */
    long historyOfChat(String user, String other);
}
