package io.fluxim.access.gate.auth;

import io.fluxim.access.gate.limit.ClientAddress;
import io.fluxim.access.gate.limit.KeyedRateLimiter;
import io.fluxim.access.gate.limit.LimitExceeded;
import io.fluxim.access.logic.Refused;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The administrator's secret: compared in constant time, and not guessed at for long. Who owns many addresses can guess
 * faster: the secret's length is what protects, this is an alarm bell.
 */
public final class AdminSecret {

    private final AdminProperties admin;
    private final KeyedRateLimiter<ClientAddress> guesses;

    public AdminSecret(AdminProperties admin, KeyedRateLimiter<ClientAddress> guesses) {
        this.admin = admin;
        this.guesses = guesses;
    }

    /** Refuses anyone who does not know the secret; after too many wrong ones with {@link LimitExceeded}, whatever it is. */
    public void check(ClientAddress from, UserId user, String secret) {
        guesses.look(from).ifPresent(AdminSecret::refuse);
        boolean known = MessageDigest.isEqual(digest(secret), digest(admin.secret()));
        if (!known || !user.equals(admin.user())) {
            guesses.charge(from);
            throw new Refused(ErrorCode.NOT_PERMITTED, "secret: must be the administrator's, with their userID");
        }
    }

    private static void refuse(LimitExceeded tooMany) {
        throw tooMany;
    }

    /** Of equal length whatever the secret's, so that the comparison tells nothing. */
    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
