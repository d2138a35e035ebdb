package io.fluxim.access.gate.auth;

import io.fluxim.protocol.ErrorCode;

/** A token that proves nothing, with the reason to answer. */
public final class TokenRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    TokenRefused(ErrorCode code) {
        super(code.sentence(), null, false, false);
        this.code = code;
    }

    /** One of the {@code TOKEN_} codes. */
    public ErrorCode code() {
        return code;
    }
}
