package io.fluxim.access.logic.group;

import io.fluxim.access.logic.Refused;
import io.fluxim.directory.group.MembersChanged;
import io.fluxim.directory.outbox.Outbox;
import io.fluxim.directory.user.Users;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What all changes of members have in common: the users must exist before, and the event is in Kafka after. */
public final class GroupChanges {

    private final Users users;
    private final Outbox outbox;
    private final Duration wait;

    public GroupChanges(Users users, Outbox outbox, Duration wait) {
        this.users = users;
        this.outbox = outbox;
        this.wait = wait;
    }

    /** Refuses who is not registered, under the name of the field they came in. */
    public Mono<Void> registered(String field, List<UserId> wanted) {
        return Flux.fromIterable(wanted)
                .buffer(Users.MAX_AT_ONCE)
                .concatMap(users::existing)
                .<Set<UserId>>collect(HashSet::new, Set::addAll)
                .flatMapIterable(known -> wanted.stream()
                        .filter(user -> !known.contains(user))
                        .limit(1)
                        .toList())
                .next()
                .flatMap(user -> Mono.error(
                        new InvalidInput(ErrorCode.UNKNOWN_USER, field, "must be a registered user: " + user)));
    }

    /** The same, once the change's event and all before it are in Kafka, so that a send after it finds it. */
    public Mono<MembersChanged> sent(MembersChanged changed) {
        return outbox.awaitSent(changed.group().id(), changed.change())
                .timeout(wait)
                .onErrorMap(
                        TimeoutException.class,
                        late -> Refused.delayed("the change of group "
                                + changed.group().id() + " is stored and will be delivered later; do not repeat it"))
                .thenReturn(changed);
    }
}
