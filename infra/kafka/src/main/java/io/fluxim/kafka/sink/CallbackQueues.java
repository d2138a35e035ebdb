package io.fluxim.kafka.sink;

import io.fluxim.loops.EventLoops;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells callers what became of their records, away from Kafka's own threads. Kafka acknowledges many records at once: a
 * thread that is woken tells of all that have come by then. Those of one partition are told in their order.
 */
final class CallbackQueues {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackQueues.class);

    private final LoopQueue[] queues;

    /** A queue for each of these loops. */
    CallbackQueues(EventLoops loops) {
        this.queues = StreamSupport.stream(loops.group().spliterator(), false)
                .map(LoopQueue::new)
                .toArray(LoopQueue[]::new);
    }

    /** Runs it soon, on the partition's event loop. */
    void tell(int partition, Runnable answer) {
        queues[partition % queues.length].add(answer);
    }

    private static final class LoopQueue {

        private final Executor loop;
        private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        private final AtomicInteger wanted = new AtomicInteger();

        LoopQueue(Executor loop) {
            this.loop = loop;
        }

        void add(Runnable answer) {
            waiting.add(answer);
            if (wanted.getAndIncrement() == 0) {
                loop.execute(this::tellAll);
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

        /** Whatever a caller does with an answer, the others have theirs. */
        private static void told(Runnable answer) {
            try {
                answer.run();
            } catch (Throwable t) {
                LOG.error("answer_failed", t);
            }
        }
    }
}
