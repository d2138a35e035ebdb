package io.fluxim.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of Kafka's own way to end the process: it halts the JVM where it sees no way on, and the servers beside it
 * would be left running. A start that has no way on fails like any other store's; what comes later ends the process in good
 * order, or without it where that takes too long.
 */
final class KafkaExit {

    private static final Logger log = LoggerFactory.getLogger(KafkaExit.class);
    /** For the shutdown hooks: applications drain, servers stop. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    /** Whether the present thread is starting a broker. */
    private static final ThreadLocal<Boolean> STARTING = ThreadLocal.withInitial(() -> false);

    static {
        Exit.setHaltProcedure(KafkaExit::asked);
        Exit.setExitProcedure(KafkaExit::asked);
    }

    private KafkaExit() {}

    /** Runs it; a {@link CannotStart} in place of the end of the JVM. */
    static void guarded(Runnable start) {
        STARTING.set(true);
        try {
            start.run();
        } finally {
            STARTING.remove();
        }
    }

    private static void asked(int code, String message) {
        if (STARTING.get()) {
            throw new CannotStart("kafka: gave up while starting; its last errors in the log say why");
        }
        log.error("kafka sees no way on and ends this process: code={} message={}", code, message);
        daemon("kafka-exit", () -> Runtime.getRuntime().exit(code));
        daemon("kafka-halt", () -> haltAfterGrace(code));
    }

    private static void haltAfterGrace(int code) {
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (long left = GRACE.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        Runtime.getRuntime().halt(code);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
