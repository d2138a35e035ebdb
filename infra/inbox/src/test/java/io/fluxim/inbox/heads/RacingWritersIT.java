package io.fluxim.inbox.heads;

import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.GROUP;
import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.get;
import static io.fluxim.inbox.Samples.id;
import static io.fluxim.inbox.Samples.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.InDoubt;
import io.fluxim.inbox.TestMongoDatabase;
import io.fluxim.inbox.timeline.MongoTimeline;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** An owner and its zombies on MongoDB and Redis, while Redis loses its heads and makes up others. */
final class RacingWritersIT {

    private static final List<Conversation> CONVERSATIONS = List.of(DIRECT, GROUP);
    /** Each writer has its assignment as long as it lives. */
    private static final IntToLongFunction FOREVER = partition -> 1;

    private static final int MESSAGES = 30;
    private static final int BATCH = 7;
    /** Calls: more lies than that, and nobody would get anywhere. */
    private static final int LIE_ONE_IN = 3;

    private TestMongoDatabase mongo;
    private TestRedisConnection redis;
    private Timeline timeline;
    private Heads heads;

    @BeforeEach
    void connect() {
        mongo = new TestMongoDatabase();
        redis = new TestRedisConnection();
        timeline = new MongoTimeline(mongo.collections(), TestMongoDatabase.LIMITS);
        heads = new RedisHeads(redis.redis(), SOON, Duration.ofDays(7));
    }

    @AfterEach
    void disconnect() {
        redis.close();
        mongo.close();
    }

    @Test
    void givenZombiesAndARedisThatLies_whenAllNumberTheSameLog_thenEachMessageOnceAtItsRank() {
        Mono<Void> writers = Mono.when(
                new Writer().run().subscribeOn(Schedulers.parallel()),
                new Writer().run().subscribeOn(Schedulers.parallel()),
                new Writer().run().subscribeOn(Schedulers.parallel()));

        StepVerifier.create(writers).expectComplete().verify(Duration.ofSeconds(60));

        for (Conversation conversation : CONVERSATIONS) {
            Map<MessageId, Timeline.Known> known = get(timeline.recognise(ids(conversation)));
            assertThat(IntStream.rangeClosed(1, MESSAGES)
                            .mapToLong(rank -> known.get(id(conversation, "m" + rank))
                                    .seq()
                                    .value()))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, MESSAGES)
                            .mapToObj(Long::valueOf)
                            .toList());
            assertThat(get(timeline.tails(List.of(conversation)))
                            .get(conversation)
                            .head())
                    .isEqualTo(MESSAGES);
        }
    }

    private Mono<Void> lie() {
        if (ThreadLocalRandom.current().nextBoolean()) {
            return redis.redis()
                    .execute(connection -> connection.serverCommands().flushDb())
                    .then();
        }
        long made = ThreadLocalRandom.current().nextLong(MESSAGES);
        return heads.restore(Map.of(head(DIRECT), made, head(GROUP), made));
    }

    /** Redis as the writers see it: before some of the calls everything in it is lost, or made up. */
    private final class LyingHeads implements Heads {

        @Override
        public Mono<Map<Head, Long>> advance(Map<Head, Advance> advances) {
            boolean lies = ThreadLocalRandom.current().nextInt(LIE_ONE_IN) == 0;
            return (lies ? lie() : Mono.<Void>empty()).then(Mono.defer(() -> heads.advance(advances)));
        }

        @Override
        public Mono<Map<Head, Long>> read(Collection<Head> asked) {
            return heads.read(asked);
        }

        @Override
        public Mono<Void> restore(Map<Head, Long> proved) {
            return heads.restore(proved);
        }

        @Override
        public Mono<Void> forget(Collection<Head> gone) {
            return heads.forget(gone);
        }
    }

    private static Heads.Head head(Conversation conversation) {
        return new Heads.Head(Heads.Kind.SEQ, 0, conversation.key());
    }

    private static List<MessageId> ids(Conversation conversation) {
        return IntStream.rangeClosed(1, MESSAGES)
                .mapToObj(rank -> id(conversation, "m" + rank))
                .toList();
    }

    /** What the Sequence flow does with its batches, as far as numbers go. */
    private final class Writer {

        private final Numbering<Conversation, Timeline.Tail> numbering = new Numbering<>(
                new LyingHeads(),
                new Numbering.NumberSeries<>(RacingWritersIT::head, Timeline.Tail::head, timeline::tails),
                100);

        Mono<Void> run() {
            return Flux.range(1, MESSAGES)
                    .map(rank -> "m" + rank)
                    .buffer(BATCH)
                    .concatMap(names -> Mono.defer(() -> number(names))
                            .doOnError(doubt -> numbering.forget(CONVERSATIONS))
                            .retryWhen(Retry.indefinitely().filter(InDoubt.class::isInstance)))
                    .then();
        }

        private Mono<Void> number(List<String> names) {
            List<MessageId> asked = CONVERSATIONS.stream()
                    .flatMap(conversation -> names.stream().map(name -> id(conversation, name)))
                    .toList();
            return timeline.recognise(asked)
                    .flatMap(known -> numbering
                            .proofs(CONVERSATIONS, FOREVER)
                            .flatMap(proofs -> append(proofs, fresh(names, known, proofs))));
        }

        private Mono<Void> append(
                Map<Conversation, Timeline.Tail> proofs, Map<Conversation, List<Timeline.Stored>> fresh) {
            Map<Conversation, Integer> counts = new HashMap<>();
            Map<Conversation, Timeline.Tail> next = new HashMap<>();
            fresh.forEach((conversation, messages) -> {
                counts.put(conversation, messages.size());
                Timeline.Stored last = messages.get(messages.size() - 1);
                next.put(conversation, new Timeline.Tail(last.message().seq().value(), Optional.of(last.origin())));
            });
            List<Timeline.Stored> all =
                    fresh.values().stream().flatMap(List::stream).toList();
            return numbering
                    .assign(proofs, counts, Mono.defer(() -> timeline.append(all)))
                    .then(Mono.fromRunnable(() -> numbering.confirm(next, FOREVER)));
        }

        private Map<Conversation, List<Timeline.Stored>> fresh(
                List<String> names, Map<MessageId, Timeline.Known> known, Map<Conversation, Timeline.Tail> proofs) {
            Map<Conversation, List<Timeline.Stored>> fresh = new HashMap<>();
            proofs.forEach((conversation, proof) -> {
                List<Timeline.Stored> own = new ArrayList<>();
                names.stream()
                        .filter(name -> !known.containsKey(id(conversation, name)))
                        .forEach(name -> own.add(stored(conversation, name, proof.head() + own.size() + 1)));
                if (!own.isEmpty()) {
                    fresh.put(conversation, own);
                }
            });
            return fresh;
        }
    }
}
