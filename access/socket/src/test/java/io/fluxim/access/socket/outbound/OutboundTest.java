package io.fluxim.access.socket.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.logic.TestClock;
import io.fluxim.access.socket.outbound.Outbound.Offer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class OutboundTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final OutboundProperties LIMITS = new OutboundProperties(
            8, DataSize.ofKilobytes(64), 16, DataSize.ofMegabytes(3), Duration.ofSeconds(5), Duration.ofSeconds(1));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TestClock clock = new TestClock();
    private final AtomicInteger behinds = new AtomicInteger();
    private final Outbound outbound = new Outbound(LIMITS, new OutboundMeters(registry, clock), clock, this::behind);
    /** What the socket was given; it takes a batch when {@link #taken} says so. */
    private final List<String> given = Collections.synchronizedList(new ArrayList<>());

    private Sinks.Empty<Void> taken = Sinks.empty();

    @Test
    void givenFrames_whenWritten_thenInOrderAndNothingLeft() {
        IntStream.range(0, 5)
                .forEach(i -> assertThat(outbound.reply(frame("a" + i))).isEqualTo(Offer.QUEUED));
        writeAtOnce();
        assertThat(outbound.push(frame("b"), at(clock.millis()))).isEqualTo(Offer.QUEUED);
        assertThat(given).containsExactly("a0", "a1", "a2", "a3", "a4", "b");
        assertThat(waitingFrames()).isZero();
        assertThat(waitingBytes()).isZero();
    }

    @Test
    void givenSlowSocket_whenOverTheSoftBound_thenPushesAreDroppedAndOneBehindFollowsTheDrain() {
        writeSlowly();
        pushes(8);
        assertThat(pushes(20)).containsOnly(Offer.DROPPED);
        assertThat(outbound.reply(frame("answer"))).isEqualTo(Offer.QUEUED);
        assertThat(behinds).hasValue(0);
        takeAll();
        assertThat(given).hasSize(10).endsWith("answer", "behind");
        assertThat(behinds).hasValue(1);
        assertThat(outbound.push(frame("again"), at(clock.millis()))).isEqualTo(Offer.QUEUED);
        assertThat(registry.counter("im.access.pushes", "outcome", "dropped").count())
                .isEqualTo(20);
    }

    @Test
    void givenSlowSocketThatDroppedNothing_whenDrained_thenNoBehind() {
        writeSlowly();
        pushes(8);
        takeAll();
        assertThat(given).hasSize(8).doesNotContain("behind");
    }

    @Test
    void givenBigFrames_whenOverTheSoftBytes_thenSlow() {
        writeSlowly();
        assertThat(outbound.push(frame("x".repeat(70_000)), at(0))).isEqualTo(Offer.QUEUED);
        assertThat(outbound.push(frame("y"), at(0))).isEqualTo(Offer.DROPPED);
        takeAll();
        assertThat(given).hasSize(2).last().isEqualTo("behind");
    }

    @Test
    void givenAnswers_whenOverTheHardBound_thenRefusedNotDroppedSilently() {
        writeSlowly();
        List<Offer> offers =
                IntStream.range(0, 17).mapToObj(i -> outbound.reply(frame("r"))).toList();
        assertThat(offers.subList(0, 16)).containsOnly(Offer.QUEUED);
        assertThat(offers.get(16)).isEqualTo(Offer.OVERFLOW);
    }

    @Test
    void givenBytesOverTheHardBound_whenAnswered_thenRefused() {
        assertThat(outbound.reply(frame("x".repeat(2 << 20)))).isEqualTo(Offer.QUEUED);
        assertThat(outbound.reply(frame("x".repeat(2 << 20)))).isEqualTo(Offer.OVERFLOW);
    }

    @Test
    void givenSlowSocket_whenItStaysSlow_thenForTooLong() {
        writeSlowly();
        pushes(8);
        clock.add(LIMITS.slowAfter());
        assertThat(outbound.slowForTooLong()).isFalse();
        clock.add(Duration.ofMillis(1));
        assertThat(outbound.slowForTooLong()).isTrue();
        takeAll();
        assertThat(outbound.slowForTooLong()).isFalse();
    }

    @Test
    void givenSlowSocket_whenReaderAsksForRoom_thenWaitsForTheDrain() {
        writeSlowly();
        pushes(8);
        StepVerifier.create(outbound.room())
                .expectSubscription()
                .then(() -> assertThat(outbound.owesBehind()).isTrue())
                .then(this::takeAll)
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(outbound.room()).expectComplete().verify(PATIENCE);
        assertThat(given).last().isEqualTo("behind");
    }

    @Test
    void givenWaitingFrames_whenClosed_thenByeIsTheLastAndNothingFollows() {
        outbound.reply(frame("a"));
        outbound.close(CloseCode.SHUTDOWN, frame("bye"));
        outbound.close(CloseCode.IDLE, frame("bye again"));
        assertThat(outbound.reply(frame("b"))).isEqualTo(Offer.CLOSED);
        assertThat(outbound.push(frame("b"), at(0))).isEqualTo(Offer.CLOSED);
        StepVerifier.create(outbound.drain(this::takeNow)).expectComplete().verify(PATIENCE);
        assertThat(given).containsExactly("a", "bye");
        StepVerifier.create(outbound.closing())
                .expectNext(CloseCode.SHUTDOWN)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(registry.counter("im.access.closes", "reason", "shutdown").count())
                .isEqualTo(1);
    }

    @Test
    void givenSlowSocket_whenClosed_thenOnlyByeFollowsWhatIsBeingWritten() {
        writeSlowly();
        pushes(8);
        outbound.close(CloseCode.SLOW, frame("bye"));
        takeAll();
        assertThat(given).containsExactly("p0", "bye");
    }

    @Test
    void givenReaderWaitingForRoom_whenClosed_thenGoesOn() {
        writeSlowly();
        pushes(8);
        StepVerifier.create(outbound.room())
                .expectSubscription()
                .then(() -> outbound.close(CloseCode.SLOW, frame("bye")))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenWaitingFrames_whenDisposed_thenNothingIsCounted() {
        pushes(5);
        outbound.dispose();
        outbound.dispose();
        assertThat(waitingFrames()).isZero();
        assertThat(waitingBytes()).isZero();
        assertThat(outbound.reply(frame("x"))).isEqualTo(Offer.CLOSED);
    }

    @Test
    void givenWrittenPush_whenMessageIsOld_thenLatencyCountsFromItsTime() {
        outbound.push(frame("p"), at(clock.millis()));
        clock.add(Duration.ofMillis(250));
        writeAtOnce();
        assertThat(registry.timer("im.push.latency").totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                .isEqualTo(250);
    }

    /** Offers from many threads while a socket writes: nothing lost, nothing twice, each thread's order kept. */
    @Test
    void givenManyThreads_whenOffering_thenEveryQueuedFrameIsWrittenOnceInItsOrder() {
        Outbound wide = new Outbound(
                new OutboundProperties(
                        100_000,
                        DataSize.ofMegabytes(64),
                        200_000,
                        DataSize.ofMegabytes(128),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1)),
                new OutboundMeters(new SimpleMeterRegistry(), clock),
                clock,
                this::behind);
        Mono<Void> written = wide.drain(batch -> takeNow(batch).subscribeOn(Schedulers.boundedElastic()));
        Mono<Void> offered = Flux.range(0, 4)
                .flatMap(thread -> Mono.fromRunnable(
                                () -> IntStream.range(0, 5000).forEach(i -> wide.reply(frame(thread + ":" + i))))
                        .subscribeOn(Schedulers.boundedElastic()))
                .then(Mono.fromRunnable(() -> wide.close(CloseCode.SHUTDOWN, frame("bye"))));
        StepVerifier.create(Mono.when(written, offered)).expectComplete().verify(Duration.ofSeconds(30));
        assertThat(given).hasSize(20_001).last().isEqualTo("bye");
        for (int thread = 0; thread < 4; thread++) {
            String prefix = thread + ":";
            assertThat(given.stream().filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 5000).mapToObj(i -> prefix + i).toList());
        }
    }

    private static Pushed at(long millis) {
        return new Pushed(millis, System.nanoTime(), () -> {});
    }

    private EncodedFrame behind() {
        behinds.incrementAndGet();
        return frame("behind");
    }

    private List<Offer> pushes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> outbound.push(frame("p" + i), at(clock.millis())))
                .toList();
    }

    private void writeAtOnce() {
        outbound.drain(this::takeNow).subscribe();
    }

    private void writeSlowly() {
        outbound.drain(batch -> takeNow(batch).then(Mono.defer(() -> taken.asMono())))
                .subscribe();
    }

    /** The socket takes what it has, and from now on everything at once. */
    private void takeAll() {
        taken.tryEmitEmpty();
    }

    private Mono<Void> takeNow(List<EncodedFrame> frames) {
        return Mono.fromRunnable(() ->
                frames.forEach(frame -> given.add(new String(frame.parts().get(0), StandardCharsets.UTF_8))));
    }

    private double waitingFrames() {
        return registry.get("im.access.outbound.frames").gauge().value();
    }

    private double waitingBytes() {
        return registry.get("im.access.outbound.bytes").gauge().value();
    }

    private static EncodedFrame frame(String text) {
        return EncodedFrame.of(List.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
