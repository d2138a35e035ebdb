package io.fluxim.directory.user;

import io.fluxim.directory.Limits;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.StoreUnavailable;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * The registered users. Every method signals {@link StoreUnavailable} when the store cannot answer, and
 * {@link InvalidInput} when the caller asks for the impossible.
 */
public interface Users {

    /** Most users in one call; more is refused as {@code too_large}. */
    int MAX_AT_ONCE = Limits.AT_ONCE;

    /**
     * Registers all of them or none. An id that is registered is refused as {@code user_exists} for the field
     * {@code users[i].userID} of the first such; one that comes twice in the list as {@code bad_argument}.
     */
    Mono<Void> register(List<User> users);

    /** Those of these users that exist, in the order asked for. */
    Mono<List<User>> find(Collection<UserId> ids);

    /** Which of these ids are registered. Asked at every send: a positive answer may come from memory, a negative never. */
    Mono<Set<UserId>> existing(Collection<UserId> ids);

    /** This user, if they are registered, as {@link #existing} knows; else {@code unknown_user} for this field. */
    default Mono<UserId> registered(UserId user, String field) {
        return existing(List.of(user))
                .filter(found -> found.contains(user))
                .map(found -> user)
                .switchIfEmpty(Mono.error(() -> new InvalidInput(
                        ErrorCode.UNKNOWN_USER, field, "must be the id of a registered user, was " + user)));
    }

    /** Changes a profile; answers the user as it is now. {@code unknown_user} if there is none. */
    Mono<User> update(UserId id, ProfileChange change);

    /** Some users, by the bytes of their ids. */
    Mono<List<User>> page(int offset, int limit);

    /** How many are registered. */
    Mono<Long> count();
}
