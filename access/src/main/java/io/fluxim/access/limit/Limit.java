package io.fluxim.access.limit;

import io.fluxim.protocol.ErrorCode;
import java.util.Locale;

/** What is limited: the tag of the meter, and what a client is told that there was too much of. */
public enum Limit {
    FRAMES("frames"),
    SENDS("messages"),
    CALLS("calls of this user"),
    ADMIN_CALLS("calls of the administrator"),
    HANDSHAKES("connection attempts from this address"),
    LOGINS("logins from this address"),
    BAD_TOKENS("wrong tokens from this address"),
    BAD_SECRETS("wrong secrets from this address"),
    USER_CONNECTIONS("connections of this user", ErrorCode.TOO_MANY_CONNECTIONS),
    ADDRESS_CONNECTIONS("connections from this address", ErrorCode.TOO_MANY_CONNECTIONS),
    NODE_CONNECTIONS("connections to this node", ErrorCode.TOO_MANY_CONNECTIONS);

    private final String what;
    private final ErrorCode code;

    Limit(String what) {
        this(what, ErrorCode.RATE_LIMITED);
    }

    Limit(String what, ErrorCode code) {
        this.what = what;
        this.code = code;
    }

    /** Always a temporary one. */
    public ErrorCode code() {
        return code;
    }

    /** For the client's developer. */
    public String sentence() {
        return "too many " + what + "; try again later";
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
