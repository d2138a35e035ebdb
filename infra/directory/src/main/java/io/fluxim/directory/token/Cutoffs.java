package io.fluxim.directory.token;

import io.fluxim.protocol.StoreUnavailable;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Which tokens are revoked: those of a user and platform that were issued before the cut-off. A cut-off is only ever
 * raised.
 *
 * <p>Reads may be 30 s old; what this process raised is seen by it at once. Fails closed: where neither memory nor the
 * store can answer, {@link StoreUnavailable} is signalled, never "none".
 */
public interface Cutoffs {

    /** No cut-off: every token is older than none. */
    long NONE = 0;

    /**
     * Whose tokens.
     *
     * @param platform OpenIM's number
     */
    record Login(UserId user, int platform) {}

    /** The cut-offs of these, Unix milliseconds; every login asked for is answered, {@link #NONE} where there is none. */
    Mono<Map<Login, Long>> of(Collection<Login> logins);

    /** The cut-off of one. */
    default Mono<Long> of(Login login) {
        return of(List.of(login)).map(found -> found.getOrDefault(login, NONE));
    }

    /**
     * The cut-off of one as the store has it now, whatever is in memory: what a new token must be above, or it would be born
     * revoked where another process has just raised it.
     */
    Mono<Long> now(Login login);

    /** Raises the cut-off to this time, Unix milliseconds, unless it is later already; answers what stands now. */
    Mono<Long> raise(Login login, long cutoff);
}
