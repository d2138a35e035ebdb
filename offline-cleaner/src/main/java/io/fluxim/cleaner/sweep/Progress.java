package io.fluxim.cleaner.sweep;

import io.fluxim.cleaner.retention.Kind;
import java.time.Instant;

/**
 * How far a sweep is, and in the end what it came to.
 *
 * @param startedAt  by the lowest clock
 * @param horizon    only what is older may go
 * @param references of inboxes
 * @param bodies     of conversations
 * @param cause      why it ended early; empty otherwise
 */
public record Progress(
        Mode mode, State state, Instant startedAt, Instant horizon, Tally references, Tally bodies, String cause) {

    static Progress begin(Mode mode, Instant now, Instant horizon) {
        return new Progress(mode, State.RUNNING, now, horizon, Tally.NOTHING, Tally.NOTHING, "");
    }

    /** One that did not come to look at anything. */
    static Progress never(Mode mode, State state, String cause) {
        return begin(mode, Instant.EPOCH, Instant.EPOCH).ended(state, cause);
    }

    Progress after(Step step) {
        if (step instanceof Step.Cleaned page) {
            return with(page.shelf().kind(), of(page.shelf().kind()).after(page));
        }
        if (step instanceof Step.Skipped skipped) {
            return with(skipped.shelf().kind(), of(skipped.shelf().kind()).skipping(skipped));
        }
        if (step instanceof Step.Stopped stopped) {
            return first(stopped.state(), stopped.cause());
        }
        if (step instanceof Step.Failed failed) {
            return first(State.FAILED, failed.cause());
        }
        if (step instanceof Step.Spent spent) {
            return with(spent.kind(), of(spent.kind()).spending());
        }
        return first(whole(), "");
    }

    /** What ends it first is how it ended. */
    private Progress first(State end, String why) {
        return state == State.RUNNING ? ended(end, why) : this;
    }

    /** Of one kind. */
    Tally of(Kind kind) {
        return kind == Kind.REFERENCES ? references : bodies;
    }

    private State whole() {
        return references.spent() || bodies.spent() ? State.BUDGET_SPENT : State.COMPLETE;
    }

    private Progress with(Kind kind, Tally tally) {
        return kind == Kind.REFERENCES
                ? new Progress(mode, state, startedAt, horizon, tally, bodies, cause)
                : new Progress(mode, state, startedAt, horizon, references, tally, cause);
    }

    private Progress ended(State end, String why) {
        return new Progress(mode, end, startedAt, horizon, references, bodies, why);
    }
}
