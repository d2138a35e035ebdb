package io.fluxim.access.gate.limit;

import io.fluxim.protocol.ErrorCode;
import java.util.Locale;

/** What is limited: the tag of the meter, and what a client is told that there was too much of. */
public enum Limit {
    FRAMES("frames"),
    SENDS("messages"),
    DELIVERIES("deliveries of this user's messages"),
    MEMBER_CHANGES("members added or removed by this user"),
    CALLS("calls of this user"),
    ADMIN_CALLS("calls of the administrator"),
    HANDSHAKES("connection attempts" + Limit.FROM_THIS_ADDRESS),
    LOGINS("logins" + Limit.FROM_THIS_ADDRESS),
    BAD_TOKENS("wrong tokens" + Limit.FROM_THIS_ADDRESS),
    BAD_SECRETS("wrong secrets" + Limit.FROM_THIS_ADDRESS),
    USER_CONNECTIONS("connections of this user", ErrorCode.TOO_MANY_CONNECTIONS),
    ADDRESS_CONNECTIONS("connections" + Limit.FROM_THIS_ADDRESS, ErrorCode.TOO_MANY_CONNECTIONS),
    NODE_CONNECTIONS("connections to this node", ErrorCode.TOO_MANY_CONNECTIONS);

    /** Who meets it as one of many behind a proxy can tell the operator what to do. */
    private static final String FROM_THIS_ADDRESS =
            " from this address (a proxy's, if it is not named in im.access.limits.trusted-proxies)";

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
