package io.fluxim.inbox.inbox;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.GROUP;
import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.entries;
import static io.fluxim.inbox.Samples.entry;
import static io.fluxim.inbox.Samples.get;
import static io.fluxim.inbox.Samples.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.InDoubt;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** What every {@link Inbox} guarantees. */
abstract class InboxContract {

    /** An empty one for each test. */
    abstract Inbox inbox();

    @Test
    void givenNothing_whenAsked_thenEveryUserAndMarkIsAnsweredWithZero() {
        Inbox inbox = inbox();
        Mark.Key key = new Mark.Key(ALICE, DIRECT);

        assertThat(get(inbox.heads(List.of(ALICE, BOB, ALICE)))).isEqualTo(Map.of(ALICE, 0L, BOB, 0L));
        assertThat(get(inbox.marks(List.of(key, key)))).isEqualTo(Map.of(key, 0L));
        assertThat(get(inbox.present(List.of(reference(ALICE, DIRECT, 1))))).isEmpty();
        assertThat(get(inbox.after(ALICE, 0, 10))).isEmpty();
        assertThat(get(inbox.floor(ALICE))).isZero();
        assertThat(get(inbox.heads(List.of()))).isEmpty();
        assertThat(get(inbox.marks(List.of()))).isEmpty();
        assertThat(get(inbox.present(List.of()))).isEmpty();
    }

    @Test
    void givenEntriesOfSeveralUsers_whenAsked_thenHeadsAndMarksOfEach() {
        Inbox inbox = inbox();
        done(inbox.append(List.of(
                entry(ALICE, 1, DIRECT, 1),
                entry(BOB, 1, DIRECT, 1),
                entry(ALICE, 2, GROUP, 7),
                entry(ALICE, 3, DIRECT, 2))));

        assertThat(get(inbox.heads(List.of(ALICE, BOB)))).isEqualTo(Map.of(ALICE, 3L, BOB, 1L));
        assertThat(get(inbox.marks(
                        List.of(new Mark.Key(ALICE, DIRECT), new Mark.Key(ALICE, GROUP), new Mark.Key(BOB, GROUP)))))
                .isEqualTo(Map.of(
                        new Mark.Key(ALICE, DIRECT), 2L, new Mark.Key(ALICE, GROUP), 7L, new Mark.Key(BOB, GROUP), 0L));
    }

    @Test
    void givenUserWhoseIdBeginsAnother_whenAsked_thenTheirInboxesAreApart() {
        Inbox inbox = inbox();
        UserId one = new UserId("1");
        UserId ten = new UserId("10");
        done(inbox.append(List.of(entry(ten, 1, GROUP, 1), entry(ten, 2, GROUP, 2), entry(one, 1, GROUP, 2))));

        assertThat(get(inbox.heads(List.of(one, ten)))).isEqualTo(Map.of(one, 1L, ten, 2L));
        assertThat(get(inbox.after(one, 0, 10))).containsExactly(entry(one, 1, GROUP, 2));
    }

    @Test
    void givenSeqsWithAGap_whenAskedForReferences_thenOnlyThoseThere() {
        Inbox inbox = inbox();
        done(inbox.append(List.of(entry(ALICE, 1, DIRECT, 5), entry(ALICE, 2, DIRECT, 7), entry(ALICE, 3, DIRECT, 9))));

        Set<Reference> present = get(inbox.present(List.of(
                reference(ALICE, DIRECT, 5),
                reference(ALICE, DIRECT, 6),
                reference(ALICE, DIRECT, 9),
                reference(ALICE, GROUP, 5),
                reference(BOB, DIRECT, 5))));

        assertThat(present).containsExactlyInAnyOrder(reference(ALICE, DIRECT, 5), reference(ALICE, DIRECT, 9));
    }

    @Test
    void givenEntries_whenReadInPages_thenAscendingAndComplete() {
        Inbox inbox = inbox();
        done(inbox.append(entries(ALICE, DIRECT, 1, 10)));

        assertThat(get(inbox.after(ALICE, 0, 4))).isEqualTo(entries(ALICE, DIRECT, 1, 4));
        assertThat(get(inbox.after(ALICE, 4, 4))).isEqualTo(entries(ALICE, DIRECT, 5, 8));
        assertThat(get(inbox.after(ALICE, 8, 4))).isEqualTo(entries(ALICE, DIRECT, 9, 10));
        assertThat(get(inbox.after(ALICE, 10, 4))).isEmpty();
    }

    @Test
    void givenBatch_whenAppendedAgain_thenInDoubtAndNothingChanges() {
        Inbox inbox = inbox();
        done(inbox.append(entries(ALICE, DIRECT, 1, 3)));

        inDoubt(inbox.append(entries(ALICE, DIRECT, 1, 3)));

        assertThat(get(inbox.after(ALICE, 0, 10))).isEqualTo(entries(ALICE, DIRECT, 1, 3));
    }

    @Test
    void givenPositionTaken_whenAppended_thenPrefixStaysAndRestIsLeftOut() {
        Inbox inbox = inbox();
        done(inbox.append(List.of(entry(ALICE, 2, GROUP, 1))));

        inDoubt(inbox.append(entries(ALICE, DIRECT, 1, 3)));

        assertThat(get(inbox.after(ALICE, 0, 10)))
                .containsExactly(entry(ALICE, 1, DIRECT, 1), entry(ALICE, 2, GROUP, 1));
    }

    @Test
    void givenReferenceThere_whenAppendedAtAnotherPosition_thenPrefixStaysAndRestIsLeftOut() {
        Inbox inbox = inbox();
        done(inbox.append(entries(ALICE, DIRECT, 1, 2)));

        inDoubt(inbox.append(
                List.of(entry(ALICE, 3, GROUP, 1), entry(ALICE, 4, DIRECT, 2), entry(ALICE, 5, GROUP, 2))));

        assertThat(get(inbox.heads(List.of(ALICE)))).isEqualTo(Map.of(ALICE, 3L));
    }

    @Test
    void givenRacingWriters_whenEachGoesAgainFromTheLookUp_thenDenseInOrderAndEachOnce() {
        Inbox inbox = inbox();
        Mono<Void> writer = Flux.range(1, 40)
                .map(Long::valueOf)
                .buffer(7)
                .concatMap(seqs -> Mono.defer(() -> deliver(inbox, seqs))
                        .retryWhen(Retry.indefinitely().filter(InDoubt.class::isInstance)))
                .then();

        StepVerifier.create(Mono.when(
                        writer.subscribeOn(Schedulers.parallel()),
                        writer.subscribeOn(Schedulers.parallel()),
                        writer.subscribeOn(Schedulers.parallel())))
                .expectComplete()
                .verify(SOON);

        assertThat(get(inbox.after(ALICE, 0, 100))).isEqualTo(entries(ALICE, DIRECT, 1, 40));
    }

    private static Mono<Void> deliver(Inbox inbox, List<Long> seqs) {
        Mark.Key key = new Mark.Key(ALICE, DIRECT);
        return inbox.marks(List.of(key))
                .zipWhen(marks -> inbox.heads(List.of(ALICE)))
                .flatMap(found -> {
                    long head = found.getT2().get(ALICE);
                    List<InboxEntry> fresh = new ArrayList<>();
                    for (long seq : seqs) {
                        if (seq > found.getT1().get(key)) {
                            fresh.add(entry(ALICE, head + fresh.size() + 1, DIRECT, seq));
                        }
                    }
                    return inbox.append(fresh);
                });
    }

    private static void inDoubt(Mono<Void> append) {
        StepVerifier.create(append).expectError(InDoubt.class).verify(SOON);
    }
}
