package io.fluxim.access.http;

import io.fluxim.protocol.ErrorCode;

/** A request that is refused, where no single field of its body is at fault. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    /**
     * @param detail for the caller: what is wrong, and what to do
     */
    public Refused(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    /** A part that is needed is away; nothing was done unless the detail says so. */
    public static Refused unavailable(String detail) {
        return new Refused(ErrorCode.UNAVAILABLE, detail);
    }

    public ErrorCode code() {
        return code;
    }
}
