package io.fluxim.bench.check;

/** What a device did with an entry. */
public enum Taken {
    /** It is the next one. */
    NEXT,
    /** It was there before: a push may come twice. */
    REPEAT,
    /** It is beyond a hole: a push may be lost. The device has to ask for what it misses. */
    AHEAD
}
