package io.fluxim.loops;

import io.netty.channel.EventLoopGroup;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.Future;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Timer} that schedules on event loops, in the place of a thread that wakes ten times a second for nothing. */
final class LoopTimer implements Timer {

    private static final Logger LOG = LoggerFactory.getLogger(LoopTimer.class);

    private final EventLoopGroup loops;

    LoopTimer(EventLoopGroup loops) {
        this.loops = loops;
    }

    @Override
    public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
        Scheduled scheduled = new Scheduled(task);
        scheduled.future = loops.next().schedule(scheduled, Math.max(0, delay), unit);
        return scheduled;
    }

    /** Nothing to stop: the loops end by themselves, and what waits on them with them. */
    @Override
    public Set<Timeout> stop() {
        return Set.of();
    }

    private final class Scheduled implements Timeout, Runnable {

        private enum State {
            WAITING,
            EXPIRED,
            CANCELLED
        }

        private final TimerTask task;
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
        /** Set once, by the one that scheduled it. */
        private volatile @Nullable Future<?> future;

        Scheduled(TimerTask task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (state.compareAndSet(State.WAITING, State.EXPIRED)) {
                try {
                    task.run(this);
                } catch (Exception e) {
                    LOG.error("timer_task_failed", e);
                }
            }
        }

        @Override
        public Timer timer() {
            return LoopTimer.this;
        }

        @Override
        public TimerTask task() {
            return task;
        }

        @Override
        public boolean isExpired() {
            return state.get() == State.EXPIRED;
        }

        @Override
        public boolean isCancelled() {
            return state.get() == State.CANCELLED;
        }

        @Override
        public boolean cancel() {
            boolean cancelled = state.compareAndSet(State.WAITING, State.CANCELLED);
            Future<?> waiting = future;
            if (cancelled && waiting != null) {
                waiting.cancel(false);
            }
            return cancelled;
        }
    }
}
