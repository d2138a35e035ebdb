package io.fluxim.access.socket.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.socket.TestSessions;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.session.Sessions;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class HeadReconcilerTest {

    private static final PushProperties PROPERTIES =
            new PushProperties(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(5));
    private static final int BATCHES = 5;

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final TestSessions made = new TestSessions();
    private final Sessions sessions = new Sessions();
    private final Heads heads = new Heads();
    private final HeadReconciler wakeups =
            new HeadReconciler(sessions, heads, PROPERTIES, new PushMeters(made.registry), time);
    private final List<List<String>> written = new ArrayList<>();

    @Test
    void givenManyBatchesThatAreBehind_whenCompared_thenAllAreToldAfterOneWait() {
        connect();
        wakeups.compare().subscribe();
        assertThat(told()).isZero();
        time.advanceTimeBy(PROPERTIES.settle());
        assertThat(told()).isEqualTo(written.size());
    }

    @Test
    void givenABatchThatCannotBeRead_whenCompared_thenTheOthersAreTold() {
        connect();
        heads.failures = 1;
        wakeups.compare().subscribe();
        time.advanceTimeBy(PROPERTIES.settle());
        assertThat(told()).isEqualTo(written.size() - HeadReconciler.BATCH);
    }

    /** As many as are read at once hang: the fifth batch is read when they have timed out. */
    @Test
    void givenBatchesThatHang_whenCompared_thenTheOthersAreToldAfterTheirTimeout() {
        connect();
        heads.hanging = BATCHES - 1;
        wakeups.compare().subscribe();
        time.advanceTimeBy(PROPERTIES.settle());
        assertThat(told()).isZero();
        time.advanceTimeBy(PROPERTIES.timeout());
        assertThat(told()).isEqualTo(HeadReconciler.BATCH);
    }

    private void connect() {
        for (int i = 0; i < BATCHES * HeadReconciler.BATCH; i++) {
            Session session = made.greeted("user" + i, "phone", 0);
            sessions.add(session);
            List<String> frames = TestSessions.written(session);
            frames.clear();
            written.add(frames);
        }
    }

    private long told() {
        return written.stream().filter(frames -> !frames.isEmpty()).count();
    }

    /** Everybody has one entry. */
    private static final class Heads implements VisibleHeads {

        private int failures;
        private int hanging;

        @Override
        public Mono<Void> raise(Map<UserId, Long> raised) {
            return Mono.empty();
        }

        @Override
        public Mono<Map<UserId, Long>> read(Collection<UserId> users) {
            if (hanging-- > 0) {
                return Mono.never();
            }
            return failures-- > 0
                    ? Mono.error(new IllegalStateException("away"))
                    : Mono.just(users.stream().collect(Collectors.toMap(user -> user, user -> 1L)));
        }

        @Override
        public Mono<Map<UserId, Long>> raised(Collection<UserId> users) {
            return read(users);
        }

        @Override
        public Mono<Void> forget(Collection<UserId> users) {
            return Mono.empty();
        }
    }
}
