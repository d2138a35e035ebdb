package io.fluxim.directory.group;

import io.fluxim.directory.outbox.InMemoryOutbox;
import io.fluxim.directory.outbox.Outbox;
import java.time.Clock;

class InMemoryGroupsTest extends GroupsContract {

    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final Groups groups = new InMemoryGroups(outbox, Clock.systemUTC());

    @Override
    Groups groups() {
        return groups;
    }

    @Override
    Groups full() {
        return new InMemoryGroups(outbox, Clock.systemUTC(), FULL);
    }

    @Override
    Outbox outbox() {
        return outbox;
    }
}
