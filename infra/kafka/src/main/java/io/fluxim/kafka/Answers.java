package io.fluxim.kafka;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tells callers what became of their records, away from Kafka's own threads. Kafka acknowledges many records at once: a
 * thread that is woken tells of all that have come by then. Those of one partition are told in their order.
 */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final Lane[] lanes = IntStream.range(0, Schedulers.DEFAULT_POOL_SIZE)
            .mapToObj(index -> new Lane())
            .toArray(Lane[]::new);

    /** Runs it soon, on a parallel thread. */
    void tell(int partition, Runnable answer) {
        lanes[partition % lanes.length].add(answer);
    }

    private static final class Lane {

        private final Scheduler.Worker worker = Schedulers.parallel().createWorker();
        private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        private final AtomicInteger wanted = new AtomicInteger();

        void add(Runnable answer) {
            waiting.add(answer);
            if (wanted.getAndIncrement() == 0) {
                worker.schedule(this::tellAll);
            }
        }

        private void tellAll() {
            int seen = wanted.get();
            do {
                for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                    told(next);
                }
                seen = wanted.addAndGet(-seen);
            } while (seen != 0);
        }

        /** Whatever a caller does with his answer, the others have theirs. */
        private static void told(Runnable answer) {
            try {
                answer.run();
            } catch (Throwable t) {
                LOG.error("answer_failed", t);
            }
        }
    }
}
