package io.fluxim.testkit.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to become of one message, from all attempts to send it.
 *
 * @param duty     whether it has to be delivered
 * @param contents what it may say; empty for whatever it says
 * @param earliest no source may give it a later time; {@link Long#MAX_VALUE} where no answer had one
 * @param exact    whether {@code earliest} is its time: every attempt was accepted with one
 */
record Expected(Duty duty, Set<String> contents, long earliest, boolean exact) {

    enum Duty {
        MUST,
        /** Its sender does not know: nowhere, or everywhere. */
        MAY,
        NEVER
    }

    static Expected of(List<Attempt> attempts) {
        long earliest = attempts.stream().mapToLong(Expected::time).min().orElse(Long.MAX_VALUE);
        boolean exact = attempts.stream().allMatch(Expected::timed);
        return new Expected(duty(attempts), contents(attempts, earliest), earliest, exact);
    }

    private static Duty duty(List<Attempt> attempts) {
        Set<String> rejected = attempts.stream()
                .filter(attempt -> attempt.outcome() instanceof Outcome.Rejected)
                .map(Attempt::contentHash)
                .collect(Collectors.toSet());
        boolean stands =
                attempts.stream().anyMatch(attempt -> accepted(attempt) && !rejected.contains(attempt.contentHash()));
        if (stands) {
            return Duty.MUST;
        }
        return attempts.stream().anyMatch(attempt -> accepted(attempt) || unknown(attempt)) ? Duty.MAY : Duty.NEVER;
    }

    /** The first one stands: the earliest accepted, or one whose answer was lost. */
    private static Set<String> contents(List<Attempt> attempts, long earliest) {
        Set<String> contents = attempts.stream()
                .filter(attempt -> unknown(attempt) || (accepted(attempt) && !later(attempt, earliest)))
                .map(Attempt::contentHash)
                .collect(Collectors.toSet());
        return contents.contains(Attempt.ANY_CONTENT) ? Set.of() : contents;
    }

    private static boolean later(Attempt attempt, long earliest) {
        return timed(attempt) && time(attempt) > earliest;
    }

    private static boolean timed(Attempt attempt) {
        return time(attempt) != Long.MAX_VALUE;
    }

    private static long time(Attempt attempt) {
        return attempt.outcome() instanceof Outcome.Accepted accepted && accepted.at() != Outcome.NO_TIME
                ? accepted.at()
                : Long.MAX_VALUE;
    }

    static boolean accepted(Attempt attempt) {
        return attempt.outcome() instanceof Outcome.Accepted;
    }

    private static boolean unknown(Attempt attempt) {
        return attempt.outcome() instanceof Outcome.Unknown;
    }
}
