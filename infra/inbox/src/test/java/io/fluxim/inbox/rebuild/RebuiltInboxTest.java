package io.fluxim.inbox.rebuild;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.GROUP;
import static io.fluxim.inbox.Samples.entries;
import static io.fluxim.inbox.Samples.entry;
import static io.fluxim.inbox.Samples.id;
import static io.fluxim.inbox.Samples.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.protocol.Conversation;
import java.util.List;
import org.junit.jupiter.api.Test;

class RebuiltInboxTest {

    @Test
    void givenTheSameEntriesInAnotherOrderOfConversations_whenCompared_thenWhole() {
        List<InboxEntry> fresh = List.of(at(1, DIRECT, 1), at(2, DIRECT, 2), at(3, GROUP, 1));
        List<InboxEntry> standing = List.of(at(1, GROUP, 1), at(2, DIRECT, 1), at(3, DIRECT, 2));

        RebuiltInbox inbox = new RebuiltInbox(0, fresh, standing, List.of());

        assertThat(inbox.isWhole()).isTrue();
        assertThat(inbox.beyond()).isEmpty();
        assertThat(inbox.joined()).isEqualTo(fresh);
    }

    @Test
    void givenNothingStands_whenCompared_thenAllIsMissingAndBeginsAboveTheFloor() {
        List<InboxEntry> fresh = List.of(at(6, DIRECT, 1), at(7, DIRECT, 2));

        RebuiltInbox inbox = new RebuiltInbox(5, fresh, List.of(), List.of());

        assertThat(inbox.missing()).containsExactly(reference(ALICE, DIRECT, 1), reference(ALICE, DIRECT, 2));
        assertThat(inbox.isWhole()).isFalse();
        assertThat(inbox.joined()).isEqualTo(fresh);
    }

    @Test
    void givenAnotherMessageOrTimeAtAPlace_whenCompared_thenUnlikeAndTheLogStands() {
        InboxEntry first = at(1, DIRECT, 1);
        InboxEntry second = at(2, DIRECT, 2);
        InboxEntry other = new InboxEntry(first.position(), first.reference(), id(DIRECT, "other"), first.at());
        InboxEntry later = new InboxEntry(second.position(), second.reference(), second.message(), second.at() + 1);

        RebuiltInbox inbox = new RebuiltInbox(0, List.of(first, second), List.of(other, later), List.of());

        assertThat(inbox.unlike()).containsExactly(first.reference(), second.reference());
        assertThat(inbox.missing()).isEmpty();
        assertThat(inbox.isWhole()).isFalse();
        assertThat(inbox.joined()).containsExactly(first, second);
    }

    @Test
    void givenHoleAndDescendingSeqs_whenCompared_thenThoseBehindAreDisplaced() {
        List<InboxEntry> fresh = entries(ALICE, DIRECT, 1, 4);
        List<InboxEntry> standing = List.of(at(1, DIRECT, 1), at(2, DIRECT, 3), at(3, DIRECT, 2), at(5, DIRECT, 4));

        RebuiltInbox inbox = new RebuiltInbox(0, fresh, standing, List.of());

        assertThat(inbox.displaced()).containsExactly(reference(ALICE, DIRECT, 2), reference(ALICE, DIRECT, 4));
        assertThat(inbox.isWhole()).isFalse();
        assertThat(inbox.joined()).isEqualTo(fresh);
    }

    @Test
    void givenTrimmedLog_whenJoined_thenWhatOnlyTheInboxHasComesFirstInItsOrder() {
        List<InboxEntry> standing = List.of(at(4, GROUP, 1), at(5, DIRECT, 1), at(6, GROUP, 2), at(8, DIRECT, 2));
        List<InboxEntry> fresh = List.of(at(4, DIRECT, 2), at(5, DIRECT, 3));

        RebuiltInbox inbox = new RebuiltInbox(3, fresh, standing, List.of());

        assertThat(inbox.beyond())
                .containsExactly(reference(ALICE, GROUP, 1), reference(ALICE, DIRECT, 1), reference(ALICE, GROUP, 2));
        assertThat(inbox.missing()).containsExactly(reference(ALICE, DIRECT, 3));
        assertThat(inbox.joined())
                .containsExactly(
                        at(4, GROUP, 1), at(5, DIRECT, 1), at(6, GROUP, 2), at(7, DIRECT, 2), at(8, DIRECT, 3));
    }

    @Test
    void givenWhatOnlyTheInboxHasAmongWhatTheLogHas_whenJoined_thenSeqsOfAConversationAscend() {
        List<InboxEntry> standing = List.of(at(1, DIRECT, 1), at(2, DIRECT, 2), at(3, DIRECT, 3));
        List<InboxEntry> fresh = List.of(at(1, DIRECT, 1), at(2, GROUP, 1), at(3, DIRECT, 3));

        RebuiltInbox inbox = new RebuiltInbox(0, fresh, standing, List.of());

        assertThat(inbox.beyond()).containsExactly(reference(ALICE, DIRECT, 2));
        assertThat(inbox.joined())
                .containsExactly(at(1, DIRECT, 1), at(2, DIRECT, 2), at(3, GROUP, 1), at(4, DIRECT, 3));
    }

    @Test
    void givenRebuildThatDied_whenJoinedAgain_thenWhatItKeptIsInItsPlaceOnce() {
        List<InboxEntry> before = List.of(at(1, GROUP, 1), at(2, DIRECT, 1), at(3, GROUP, 2));
        List<InboxEntry> fresh = List.of(at(1, DIRECT, 2));
        List<InboxEntry> unbroken = new RebuiltInbox(0, fresh, before, List.of()).joined();

        RebuiltInbox again = new RebuiltInbox(
                0, fresh, unbroken.subList(0, 1), List.of(before.get(2), before.get(1), before.get(0)));

        assertThat(again.isWhole()).isFalse();
        assertThat(again.toKeep()).isEmpty();
        assertThat(again.joined()).isEqualTo(unbroken);
        assertThat(new RebuiltInbox(0, fresh, unbroken, before).isWhole()).isFalse();
        assertThat(new RebuiltInbox(0, fresh, unbroken, before).joined()).isEqualTo(unbroken);
    }

    /** The message of this seq at this position. */
    private static InboxEntry at(long position, Conversation conversation, long seq) {
        return entry(ALICE, position, conversation, seq);
    }
}
