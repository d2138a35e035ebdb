package io.fluxim.access.gate.auth;

import io.fluxim.access.logic.Platform;
import io.fluxim.directory.token.Cutoffs.Login;
import io.fluxim.protocol.UserId;
import java.time.Instant;

/**
 * What a verified token says.
 *
 * @param user      who its bearer is
 * @param platform  on what
 * @param issuedAt  Unix milliseconds; compared with the cut-off of its login
 * @param expiresAt Unix milliseconds, a whole second
 */
public record Token(UserId user, Platform platform, long issuedAt, long expiresAt) {

    /** Whose tokens are revoked together with this one. */
    public Login login() {
        return new Login(user, platform.number());
    }

    /** Whether this cut-off revokes it. A token of the same millisecond is revoked too. */
    public boolean revokedBy(long cutoff) {
        return issuedAt <= cutoff;
    }

    public boolean expiredAt(Instant now) {
        return expiresAt <= now.toEpochMilli();
    }
}
