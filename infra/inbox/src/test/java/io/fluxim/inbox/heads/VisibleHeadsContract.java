package io.fluxim.inbox.heads;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.entries;
import static io.fluxim.inbox.Samples.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link VisibleHeads} guarantee. */
abstract class VisibleHeadsContract {

    static final int PARTITIONS = 8;

    final InMemoryInbox inbox = new InMemoryInbox();

    /** Empty ones for each test, over {@link #inbox}. */
    abstract VisibleHeads visible();

    /** Loses everything that {@link #visible} keep. */
    abstract void forget();

    @Test
    void givenNothing_whenRead_thenEveryUserIsAnsweredWithZero() {
        VisibleHeads visible = visible();

        assertThat(get(visible.read(List.of(ALICE, BOB, ALICE)))).isEqualTo(Map.of(ALICE, 0L, BOB, 0L));
        assertThat(get(visible.read(List.of()))).isEmpty();
        done(visible.raise(Map.of()));
    }

    @Test
    void givenRaised_whenRaisedLower_thenTheHigherStands() {
        VisibleHeads visible = visible();
        raise(visible, ALICE, 10);
        raise(visible, ALICE, 9);

        assertThat(get(visible.read(List.of(ALICE)))).isEqualTo(Map.of(ALICE, 10L));
        raise(visible, ALICE, 100);
        assertThat(get(visible.read(List.of(ALICE)))).isEqualTo(Map.of(ALICE, 100L));
    }

    @Test
    void givenEntriesInserted_whenMissing_thenReadFromTheInbox() {
        VisibleHeads visible = visible();
        done(inbox.append(entries(ALICE, DIRECT, 1, 3)));
        raise(visible, BOB, 5);

        assertThat(get(visible.read(List.of(ALICE, BOB)))).isEqualTo(Map.of(ALICE, 3L, BOB, 5L));
    }

    @Test
    void givenEverythingLost_whenRead_thenReadFromTheInboxAndGoesOn() {
        VisibleHeads visible = visible();
        done(inbox.append(entries(ALICE, DIRECT, 1, 3)));
        raise(visible, ALICE, 3);
        forget();

        assertThat(get(visible.read(List.of(ALICE)))).isEqualTo(Map.of(ALICE, 3L));
        raise(visible, ALICE, 4);
        assertThat(get(visible.read(List.of(ALICE)))).isEqualTo(Map.of(ALICE, 4L));
    }

    @Test
    void givenSomeRaised_whenOnlyTheRaisedAreAsked_thenTheOthersAreLeftOutAndStayAbsent() {
        VisibleHeads visible = visible();
        done(inbox.append(entries(ALICE, DIRECT, 1, 3)));
        raise(visible, BOB, 5);

        assertThat(get(visible.raised(List.of(ALICE, BOB)))).isEqualTo(Map.of(BOB, 5L));
        assertThat(get(visible.raised(List.of(ALICE)))).isEmpty();
    }

    @Test
    void givenHeadAboveTheInbox_whenForgotten_thenReadFromTheInboxAndTheOthersStand() {
        VisibleHeads visible = visible();
        done(inbox.append(entries(ALICE, DIRECT, 1, 3)));
        raise(visible, ALICE, 9);
        raise(visible, BOB, 5);

        done(visible.forget(List.of(ALICE)));
        done(visible.forget(List.of()));

        assertThat(get(visible.raised(List.of(ALICE, BOB)))).isEqualTo(Map.of(BOB, 5L));
        assertThat(get(visible.read(List.of(ALICE, BOB)))).isEqualTo(Map.of(ALICE, 3L, BOB, 5L));
    }

    static void raise(VisibleHeads visible, UserId user, long head) {
        done(visible.raise(Map.of(user, head)));
    }
}
