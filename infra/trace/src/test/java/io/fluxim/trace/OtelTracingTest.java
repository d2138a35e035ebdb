package io.fluxim.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.TraceParent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class OtelTracingTest {

    private static final MessageId ONE = new MessageId("1".repeat(32));
    private static final MessageId TWO = new MessageId("2".repeat(32));
    private static final UserId BOB = new UserId("bob");
    private static final int MAX_WAITING = 512;

    private final Collected collected = new Collected();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private OtelTracing tracing = tracing(1);

    @AfterEach
    void close() {
        tracing.close();
    }

    @Test
    void givenAMessage_whenItGoesAllTheWay_thenOneTraceUnderItsIdWithTheStagesInTheirOrder() {
        Spans send = tracing.begin(ONE, System.nanoTime() - 5_000_000);
        StepVerifier.create(send.around(Mono.just(1L))).expectNext(1L).verifyComplete();
        Spans sequence = tracing.proceed(Stage.SEQUENCE, send.of(ONE));
        sequence.around(Mono.empty()).block();
        tracing.proceed(Stage.HISTORY, sequence.of(ONE)).around(Mono.empty()).block();
        Spans inbox = tracing.proceed(Stage.INBOX, sequence.of(Stream.of(ONE, TWO, ONE)));
        inbox.around(Mono.empty()).block();
        tracing.pushed(inbox.of(ONE).get(0), BOB, System.nanoTime());
        tracing.close();

        assertThat(collected.spans()).hasSize(5).allSatisfy(span -> {
            assertThat(span.getTraceId()).isEqualTo(ONE.hex());
            assertThat(span.getResource().getAttributes().asMap()).containsValue("test");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        });
        SpanData first = collected.only("send");
        assertThat(first.getParentSpanContext().isValid()).isFalse();
        assertThat(Duration.ofNanos(first.getEndEpochNanos() - first.getStartEpochNanos()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(5));
        follows("sequence", "send");
        follows("history", "sequence");
        follows("inbox", "sequence");
        follows("push", "inbox");
        assertThat(spans("exported")).isEqualTo(5);
    }

    @Test
    void givenABatch_whenItFails_thenItsSpansSayTheKindOfErrorAndNotItsWords() {
        Spans spans = tracing.proceed(Stage.INBOX, List.of(new TraceParent(ONE, 1), new TraceParent(TWO, 2)));
        StepVerifier.create(spans.around(Mono.error(new IllegalStateException("what a message says"))))
                .verifyError(IllegalStateException.class);
        tracing.close();

        assertThat(collected.spans()).hasSize(2).allSatisfy(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.toString())
                    .contains("java.lang.IllegalStateException")
                    .doesNotContain("what a message says");
        });
    }

    @Test
    void givenTheSameMessageTwiceInABatch_whenItGoesOn_thenOnceAfterTheFirst() {
        Spans spans = tracing.proceed(Stage.SEQUENCE, List.of(new TraceParent(ONE, 1), new TraceParent(ONE, 2)));
        assertThat(spans.of(Stream.of(ONE, ONE))).hasSize(1).isEqualTo(spans.of(ONE));
        assertThat(spans.of(TWO)).isEmpty();
    }

    @Test
    void givenARatio_whenManyMessagesBegin_thenSoManyAreTracedAndAgainTheSame() {
        tracing.close();
        tracing = tracing(0.25);
        List<MessageId> ids = Stream.iterate(0, n -> n + 1)
                .limit(1000)
                .map(OtelTracingTest::id)
                .toList();
        List<MessageId> traced = ids.stream().filter(this::isTraced).toList();
        assertThat(traced.size()).isBetween(180, 320); // the same at each run: ids are hashes
        assertThat(traced).allMatch(this::isTraced);
    }

    @Test
    void givenACollectorThatRefuses_whenSpansEnd_thenLostAndCounted() {
        collected.answer(CompletableResultCode::ofFailure);
        tracing.begin(ONE, System.nanoTime()).around(Mono.empty()).block();
        tracing.close();
        assertThat(spans("failed")).isEqualTo(1);
        assertThat(spans("exported")).isZero();
        assertThat(spans("dropped")).isZero();
        assertThat(registry.get("im.trace.waiting").gauge().value()).isZero();
    }

    /** Neither who ends spans nor who stops the application waits for it. */
    @Test
    void givenACollectorThatNeverAnswers_whenMoreSpansEndThanMayWait_thenTheOthersAreDropped() {
        collected.answer(CompletableResultCode::new);
        for (int i = 0; i < MAX_WAITING + 10; i++) {
            tracing.begin(id(i), System.nanoTime()).around(Mono.empty()).block();
        }
        assertThat(spans("dropped")).isEqualTo(10);
        assertThat(registry.get("im.trace.waiting").gauge().value()).isEqualTo(MAX_WAITING);
    }

    @Test
    void givenNobodyTraces_whenAnythingHappens_thenNothing() {
        Mono<Long> work = Mono.just(1L);
        assertThat(Tracing.OFF.begin(ONE, 0)).isSameAs(Spans.NONE);
        assertThat(Tracing.OFF.proceed(Stage.PUSH, List.of(new TraceParent(ONE, 1))))
                .isSameAs(Spans.NONE);
        assertThat(tracing.proceed(Stage.SEQUENCE, List.of())).isSameAs(Spans.NONE);
        assertThat(Spans.NONE.isEmpty()).isTrue();
        assertThat(Spans.NONE.around(work)).isSameAs(work);
        assertThat(Spans.NONE.of(ONE)).isEmpty();
    }

    private void follows(String name, String before) {
        assertThat(collected.only(name).getParentSpanId())
                .as(name)
                .isEqualTo(collected.only(before).getSpanId());
    }

    private boolean isTraced(MessageId id) {
        return !tracing.begin(id, System.nanoTime()).isEmpty();
    }

    private static MessageId id(int number) {
        return MessageId.of(BOB, Conversation.direct(BOB, new UserId("ann")), "m" + number);
    }

    private double spans(String outcome) {
        return registry.get("im.trace.spans").tag("outcome", outcome).counter().count();
    }

    private OtelTracing tracing(double ratio) {
        TracingProperties properties = new TracingProperties(
                "http://127.0.0.1:1/", ratio, MAX_WAITING, Duration.ofSeconds(1), Duration.ofMillis(500));
        return new OtelTracing(properties, "test", collected, registry);
    }
}
