package io.fluxim.bench.report;

import io.fluxim.bench.load.Latencies;
import java.util.List;

/**
 * One rate for a while.
 *
 * @param load      what was asked for
 * @param outcome   whether it was sustained
 * @param latency   from due to a receiver's socket
 * @param effort  that it took
 * @param notes     what else there is to say
 */
public record StepResult(Load load, Outcome outcome, Latencies.Percentiles latency, Effort effort, List<String> notes) {

    public StepResult {
        notes = List.copyOf(notes);
    }

    /** How a step ended. */
    public enum Outcome {
        SUSTAINED("sustained"),
        SLOW("too slow"),
        BEHIND("fell behind"),
        REFUSED("refused or lost some");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * What was asked for.
     *
     * @param perSecond  messages
     * @param receivers  of each message, its sender not counted
     * @param seconds    measured
     * @param lagMillis  by how much the generator was late with 99 of 100; part of the latencies
     */
    public record Load(double perSecond, int receivers, double seconds, double lagMillis) {

        public double deliveriesPerSecond() {
            return perSecond * receivers;
        }
    }

    /** Of each process. */
    public Cpu cpu() {
        return effort.cpu();
    }

    public boolean sustained() {
        return outcome == Outcome.SUSTAINED;
    }
}
