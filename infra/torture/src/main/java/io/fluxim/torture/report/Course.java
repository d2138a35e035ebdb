package io.fluxim.torture.report;

import java.util.List;
import java.util.OptionalLong;

/**
 * How a cell went, in time.
 *
 * @param beganMillis    from the start of the run, in milliseconds
 * @param tookMillis     from there to the verdict, in milliseconds
 * @param marks          what happened, in the order in which it did
 * @param samples        throughput, one a second, in order
 * @param recoveryMillis from the fault healed to all quiet, in milliseconds: nothing left behind in Kafka, every client has
 *                       what its inbox holds; empty where quiet never came
 */
public record Course(
        long beganMillis, long tookMillis, List<Mark> marks, List<Sample> samples, OptionalLong recoveryMillis) {

    public Course {
        marks = List.copyOf(marks);
        samples = List.copyOf(samples);
    }

    /** Of a cell that never began. */
    public static Course none(long beganMillis) {
        return new Course(beganMillis, 0, List.of(), List.of(), OptionalLong.empty());
    }
}
