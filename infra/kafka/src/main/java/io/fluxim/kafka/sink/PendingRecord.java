package io.fluxim.kafka.sink;

import io.fluxim.kafka.sink.AppendTimers.Result;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * A record on its way, encoded. One of {@link #appended} and {@link #failed} is called, once, on any thread.
 *
 * @param since   when it was to be appended, on the clock of {@link System#nanoTime()}
 * @param outcome to be told
 */
record PendingRecord(ProducerRecord<byte[], byte[]> record, long since, Outcome outcome, Accounts accounts) {

    /** What becomes of a record. */
    interface Outcome {
        void appended(long at);

        void failed(AppendFailed cause);

        /** The same, told after this. */
        default Outcome after(Runnable before) {
            Outcome told = this;
            return new Outcome() {
                @Override
                public void appended(long at) {
                    before.run();
                    told.appended(at);
                }

                @Override
                public void failed(AppendFailed cause) {
                    before.run();
                    told.failed(cause);
                }
            };
        }
    }

    /** Where the records of a sink are counted. */
    record Accounts(InFlightLimiter inFlight, AppendTimers timers) {}

    /** Bytes of key and value. */
    static long size(ProducerRecord<byte[], byte[]> record) {
        return (long) record.key().length + record.value().length;
    }

    /** @param at its time in Kafka */
    void appended(long at) {
        settle(Result.APPENDED);
        outcome.appended(at);
    }

    void failed(Throwable cause) {
        String where = record.topic() + "-" + record.partition();
        AppendFailed failure = cause instanceof RecordTooLargeException
                ? new AppendFailed.TooLarge("too large for " + where + ": " + cause.getMessage(), cause)
                : new AppendFailed.Unconfirmed("not acknowledged by " + where + ": " + cause, cause);
        settle(Result.of(failure));
        outcome.failed(failure);
    }

    private void settle(Result result) {
        accounts.inFlight().release(size(record));
        accounts.timers().record(record.topic(), result, since);
    }
}
