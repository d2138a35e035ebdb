package io.fluxim.access.http.user;

import io.fluxim.access.logic.Platform;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;

/** What the routes under {@code /auth} are called with and answer. */
final class TokenRequests {

    private TokenRequests() {}

    /** By what the administrator proves who they are. */
    record ForAdmin(String secret, UserId userID) {

        /** Without the secret: requests may be logged. */
        @Override
        public String toString() {
            return "ForAdmin[userID=" + userID + "]";
        }
    }

    /** A user on a platform: whose tokens. */
    record OfLogin(int platformID, UserId userID) {

        OfLogin {
            if (Platform.of(platformID).isEmpty()) {
                throw InvalidInput.of("platformID", "must be a platform's number, 1 to 11, was " + platformID);
            }
        }

        Platform platform() {
            return Platform.of(platformID).orElseThrow();
        }
    }

    record Written(String token) {

        /** Without the token: requests may be logged. */
        @Override
        public String toString() {
            return "Written[]";
        }
    }

    /**
     * A new token.
     *
     * @param expireTimeSeconds how long it is valid
     */
    record Made(String token, long expireTimeSeconds) {

        /** Without the token: Spring logs what it encodes. */
        @Override
        public String toString() {
            return "Made[expireTimeSeconds=" + expireTimeSeconds + "]";
        }
    }

    /**
     * What a token says.
     *
     * @param expireTimeSeconds when it expires, Unix seconds, as OpenIM has it here
     */
    record Parsed(String userID, int platformID, long expireTimeSeconds) {}
}
