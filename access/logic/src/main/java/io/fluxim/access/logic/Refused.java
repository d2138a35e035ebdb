package io.fluxim.access.logic;

import io.fluxim.protocol.ErrorCode;

/** A request that is refused, where no single field of its body is at fault. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final boolean temporary;

    /**
     * @param detail for the caller: what is wrong, and what to do
     */
    public Refused(ErrorCode code, String detail) {
        this(code, code.temporary(), detail);
    }

    private Refused(ErrorCode code, boolean temporary, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.temporary = temporary;
    }

    /** A part that is needed is away; nothing was done unless the detail says so. */
    public static Refused unavailable(String detail) {
        return new Refused(ErrorCode.UNAVAILABLE, detail);
    }

    /** A part that is needed is away, but what was asked for is kept and will be done: it must not be asked for again. */
    public static Refused delayed(String detail) {
        return new Refused(ErrorCode.UNAVAILABLE, false, detail);
    }

    /** Whether the same request may succeed later. */
    public boolean temporary() {
        return temporary;
    }

    public ErrorCode code() {
        return code;
    }
}
