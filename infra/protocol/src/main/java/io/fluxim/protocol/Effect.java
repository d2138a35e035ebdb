package io.fluxim.protocol;

/**
 * What an event does to its conversation. Open: one that a newer release has made passes through every topic and store
 * unchanged; only the flow that numbers it waits, since passed on unapplied it would be lost.
 */
public sealed interface Effect permits MembershipChange, Effect.Newer {

    /** Made by a newer release, and not known here. */
    record Newer() implements Effect {}
}
