package io.fluxim.directory.outbox;

import static io.fluxim.directory.Directories.PATIENCE;
import static io.fluxim.directory.Directories.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.directory.Directories;
import io.fluxim.protocol.GroupId;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

class SignalsTest {

    private final Signals signals = new Signals();

    @Test
    void givenNobodyListens_whenEmitted_thenWhoComesLaterHearsWhatFollows() {
        signals.emit(group("missed"));

        StepVerifier.create(signals.flux())
                .then(() -> signals.emit(group("heard")))
                .expectNext(group("heard"))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenListenerThatLags_whenEmitted_thenItGetsTheLastAndListensOn() {
        StepVerifier.create(signals.flux(), 0)
                .then(() -> Stream.of("1", "2", "3").map(Directories::group).forEach(signals::emit))
                .thenRequest(1)
                .expectNext(group("3"))
                .then(() -> signals.emit(group("4")))
                .thenRequest(1)
                .expectNext(group("4"))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenListenerThatNeverAsks_whenEmitted_thenTheOthersHearAll() {
        StepVerifier.create(signals.flux(), 0)
                .expectSubscription()
                .then(() -> StepVerifier.create(signals.flux())
                        .then(() -> signals.emit(group("1")))
                        .then(() -> signals.emit(group("2")))
                        .expectNext(group("1"), group("2"))
                        .thenCancel()
                        .verify(PATIENCE))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenOneThatListensNoMore_whenEmitted_thenNothingFails() {
        Queue<GroupId> heard = new ConcurrentLinkedQueue<>();
        Disposable listening = signals.flux().subscribe(heard::add);
        signals.emit(group("1"));
        listening.dispose();
        signals.emit(group("2"));

        assertThat(heard).containsExactly(group("1"));
        assertThat(signals.listening()).isZero();
    }

    @Test
    void givenManyThreads_whenTheyEmitAtOnce_thenNoneFailsAndEachIsHeard() throws InterruptedException {
        int each = 1000;
        List<String> names = List.of("a", "b", "c", "d");
        Queue<Throwable> failed = new ConcurrentLinkedQueue<>();
        CountDownLatch heard = new CountDownLatch(each * names.size());
        Disposable listening = signals.flux().subscribe(group -> heard.countDown(), failed::add);
        List<Thread> threads = names.stream()
                .map(name -> new Thread(() -> emit(name, each, failed)))
                .toList();

        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(PATIENCE.toMillis());
        }

        assertThat(heard.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(failed).isEmpty();
        listening.dispose();
    }

    private void emit(String name, int count, Queue<Throwable> failed) {
        try {
            IntStream.range(0, count).mapToObj(i -> group(name + i)).forEach(signals::emit);
        } catch (RuntimeException e) {
            failed.add(e);
        }
    }
}
