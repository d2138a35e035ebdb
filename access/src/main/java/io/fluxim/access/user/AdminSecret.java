package io.fluxim.access.user;

import io.fluxim.access.http.AdminProperties;
import io.fluxim.access.http.Refused;
import io.fluxim.access.limit.Budgets;
import io.fluxim.access.limit.ClientAddress;
import io.fluxim.access.limit.LimitExceeded;
import io.fluxim.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The administrator's secret: compared in constant time, and not guessed at for long. Who owns many addresses can guess
 * faster: the secret's length is what protects, this is an alarm bell.
 */
final class AdminSecret {

    private final AdminProperties admin;
    private final Budgets<ClientAddress> guesses;

    AdminSecret(AdminProperties admin, Budgets<ClientAddress> guesses) {
        this.admin = admin;
        this.guesses = guesses;
    }

    /** Refuses whoever does not know the secret; after too many wrong ones with {@link LimitExceeded}, whatever it is. */
    void check(ClientAddress from, TokenRequests.ForAdmin proof) {
        guesses.look(from).ifPresent(AdminSecret::refuse);
        boolean known = MessageDigest.isEqual(digest(proof.secret()), digest(admin.secret()));
        if (!known || !proof.userID().equals(admin.user())) {
            guesses.charge(from);
            throw new Refused(ErrorCode.NOT_PERMITTED, "secret: must be the administrator's, with his userID");
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
