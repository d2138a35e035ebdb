package io.fluxim.pipeline.inbox;

import static io.fluxim.pipeline.Sample.ANN;
import static io.fluxim.pipeline.Sample.BOB;
import static io.fluxim.pipeline.Sample.CAT;
import static io.fluxim.pipeline.Sample.direct;
import static io.fluxim.pipeline.Sample.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.InDoubt;
import io.fluxim.inbox.heads.InMemoryHeads;
import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import reactor.util.retry.Retry;

/** Two owners of one partition, the earlier of them still at work. */
class InboxStageTest {

    private static final IntToLongFunction FIRST = partition -> 1;

    private final InMemoryInbox inbox = new InMemoryInbox();
    private final InMemoryHeads redis = new InMemoryHeads();

    /** The model's counterexample without FRESH_HEAD. */
    @Test
    void givenEntryThatAZombieHasInserted_whenOwnerFindsIt_thenTheHeadToldIsNotBelowIt() {
        InboxStage zombie = stage();
        InboxStage owner = stage();
        owner.place(List.of(wanted(ANN, BOB, 1)), FIRST).block();
        zombie.place(List.of(wanted(CAT, BOB, 1)), FIRST).block();
        Placed placed = owner.place(List.of(wanted(CAT, BOB, 1)), FIRST).block();

        assertThat(placed.entries()).isEmpty();
        assertThat(placed.repeats()).containsExactly(BOB);
        assertThat(placed.heads()).containsEntry(BOB, 2L);
    }

    @Test
    void givenZombieAndOwner_whenBothPlaceTheSameLog_thenEachEntryOnceAndDense() {
        InboxStage zombie = stage();
        InboxStage owner = stage();
        for (int seq = 1; seq <= 4; seq++) {
            List<DeliveryEntry> slice = List.of(wanted(ANN, BOB, seq), wanted(CAT, BOB, seq));
            zombie.place(slice, FIRST).block();
            owner.place(slice, FIRST).block();
        }

        assertThat(inbox.after(BOB, 0, 100).block())
                .extracting(InboxEntry::position)
                .extracting(Object::toString)
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
    }

    /** The second line: a seq that comes after a higher one is a defect upstream, and no loss. */
    @Test
    void givenLowerSeqThatIsAbsent_whenPlaced_thenAppendedLate() {
        InboxStage owner = stage();
        owner.place(List.of(wanted(ANN, BOB, 2)), FIRST).block();
        Placed placed = owner.place(List.of(wanted(ANN, BOB, 1), wanted(ANN, BOB, 2)), FIRST)
                .block();

        assertThat(placed.counts()).isEqualTo(new Placed.Counts(1, 1, 1));
        assertThat(placed.heads()).containsEntry(BOB, 2L);
    }

    private InboxStage stage() {
        Retry doubt = Retry.max(3).filter(InDoubt.class::isInstance);
        return new InboxStage(1, inbox, redis, doubt, 100);
    }

    /** The message at this seq of the conversation of these two, for the second of them. */
    private static DeliveryEntry wanted(UserId from, UserId to, int seq) {
        return new DeliveryEntry(to, message(direct(from, to, "m" + seq), seq));
    }
}
