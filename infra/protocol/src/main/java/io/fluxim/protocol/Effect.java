package io.fluxim.protocol;

/**
 * What an event does to its conversation, and in which of its lines it stands. Open: one that a newer release has made passes
 * through every topic and store unchanged; only the flow that numbers it waits, since passed on unapplied it would be lost.
 */
public sealed interface Effect permits MembershipChange, Effect.Notice, Effect.Newer {

    /** The line that its event is numbered in. Every release reads it, also of an effect that it does not know. */
    Line line();

    /** Tells of something that is kept elsewhere, and changes nothing that the pipeline keeps. */
    record Notice() implements Effect {

        @Override
        public Line line() {
            return Line.NOTICES;
        }
    }

    /** Made by a newer release, and not known here. */
    record Newer(Line line) implements Effect {}
}
