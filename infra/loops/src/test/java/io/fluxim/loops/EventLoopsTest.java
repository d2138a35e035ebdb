package io.fluxim.loops;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Timeout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.scheduler.NonBlocking;

class EventLoopsTest {

    private final EventLoops loops = new EventLoops();

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void givenMoreUsersThanCores_whenTheyRun_thenOnAsManyThreadsAsCores() throws InterruptedException {
        BlockingQueue<Thread> ran = new LinkedBlockingQueue<>();
        int tasks = 4 * Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < tasks; i++) {
            loops.group().next().execute(() -> ran.add(Thread.currentThread()));
        }
        List<Thread> threads = List.copyOf(take(ran, tasks));
        assertThat(threads).hasSize(tasks).allMatch(thread -> thread instanceof NonBlocking);
        assertThat(threads.stream().distinct()).hasSize(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void givenTimeout_whenItIsDue_thenRunsOnceOnALoop() throws InterruptedException {
        BlockingQueue<Thread> ran = new LinkedBlockingQueue<>();
        Timeout timeout = loops.timer().newTimeout(due -> ran.add(Thread.currentThread()), 1, TimeUnit.MILLISECONDS);
        assertThat(take(ran, 1)).allMatch(thread -> thread instanceof NonBlocking);
        assertThat(timeout.isExpired()).isTrue();
        assertThat(timeout.cancel()).isFalse();
    }

    @Test
    void givenTimeout_whenCancelled_thenNeverRuns() {
        Timeout timeout = loops.timer().newTimeout(due -> {}, 1, TimeUnit.HOURS);
        assertThat(timeout.cancel()).isTrue();
        assertThat(timeout.isCancelled()).isTrue();
        assertThat(timeout.isExpired()).isFalse();
    }

    @Test
    void givenLoopsOfTheProcess_whenAnApplicationEnds_thenTheyLiveOn() throws InterruptedException {
        try (AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext()) {
            application.getBeanFactory().registerSingleton("eventLoops", loops);
            application.register(LoopsConfiguration.class);
            application.refresh();
            assertThat(application.getBean(EventLoops.class)).isSameAs(loops);
            assertThat(application.getBean(ReactorResourceFactory.class).getLoopResources())
                    .isSameAs(loops.resources());
        }
        BlockingQueue<Thread> ran = new LinkedBlockingQueue<>();
        loops.group().next().execute(() -> ran.add(Thread.currentThread()));
        assertThat(take(ran, 1)).hasSize(1);
    }

    @Test
    void givenApplicationAlone_whenItEnds_thenItsLoopsEnd() {
        EventLoops own;
        try (AnnotationConfigApplicationContext application =
                new AnnotationConfigApplicationContext(LoopsConfiguration.class)) {
            own = application.getBean(EventLoops.class);
            assertThat(own.group().isShuttingDown()).isFalse();
        }
        assertThat(own.group().isTerminated()).isTrue();
    }

    private static List<Thread> take(BlockingQueue<Thread> ran, int count) throws InterruptedException {
        List<Thread> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(ran.poll(10, TimeUnit.SECONDS));
        }
        return taken;
    }
}
