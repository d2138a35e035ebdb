package io.fluxim.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboxRulesTest {

    private static final Rule[] DEVICES = {Rule.SEEN_AS_STORED, Rule.SAME_REPEAT, Rule.HELD_ALL, Rule.NOTHING_LATE};

    private final GeneratedRun run = new GeneratedRun(6, 2, 4, 400);
    private final UserId alice = run.user(1);
    private final List<StoredEntry> inbox = run.inboxes.get(alice);

    @Test
    void givenMessageMissingInOneInbox_whenChecked_thenIsLost() {
        int lost = accepted();
        StoredEntry gone = inbox.remove(lost);
        renumber(lost);
        run.seeAgain(alice);

        Report report = run.check();

        assertThat(broken(report)).containsExactly(Rule.DELIVERED);
        Finding finding = report.of(Rule.DELIVERED).get(0);
        assertThat(finding.users()).containsExactly(alice);
        assertThat(finding.messages()).containsExactly(gone.message());
    }

    @Test
    void givenAcceptedMessageNowhere_whenChecked_thenIsLostAndItsRowIsMissing() {
        Conversation conversation = Conversation.direct(alice, run.user(5));
        MessageId id = MessageId.of(alice, conversation, "lost");
        run.attempts.add(
                Attempt.of("c", alice, conversation, "lost", text("lost"), new Outcome.Accepted(id, Outcome.NO_TIME)));

        assertThat(broken(run.check())).containsExactlyInAnyOrder(Rule.DELIVERED, Rule.ARCHIVED_ONCE);
    }

    @Test
    void givenMessageTwiceInInbox_whenChecked_thenIsRepeated() {
        StoredEntry last = inbox.get(inbox.size() - 1);
        inbox.add(new StoredEntry(last.position() + 1, last.conversation(), last.seq(), last.message(), last.at()));
        run.seeAgain(alice);

        Report report = run.check();

        assertThat(broken(report)).containsExactlyInAnyOrder(Rule.ONCE, Rule.SAME_REPEAT);
        assertThat(report.of(Rule.ONCE).get(0).positions()).containsExactly(last.position() + 1);
    }

    @Test
    void givenTwoEntriesOfOneConversationSwapped_whenChecked_thenOrderDiffers() {
        swap();
        run.seeAgain(alice);

        assertThat(broken(run.check())).containsExactly(Rule.SAME_ORDER);
    }

    @Test
    void givenEntryMissing_whenChecked_thenIsLostAndLeavesHole() {
        int lost = accepted();
        run.devices.clear();
        inbox.remove(lost);

        Report report = run.check(new PromiseCheck(run.membership).mayBeIdle(DEVICES));

        assertThat(broken(report)).containsExactlyInAnyOrder(Rule.DELIVERED, Rule.DENSE_POSITIONS);
    }

    @Test
    void givenTwoEntriesAtOnePosition_whenChecked_thenPositionsAreNotDense() {
        StoredEntry last = inbox.remove(inbox.size() - 1);
        inbox.add(new StoredEntry(last.position() - 1, last.conversation(), last.seq(), last.message(), last.at()));
        run.devices.clear();

        Report report = run.check(new PromiseCheck(run.membership).mayBeIdle(DEVICES));

        assertThat(broken(report)).containsExactly(Rule.DENSE_POSITIONS);
    }

    @Test
    void givenMessageOfOthers_whenChecked_thenWrongReceiverIsFound() {
        Set<MessageId> own = inbox.stream().map(StoredEntry::message).collect(Collectors.toSet());
        HistoryRow foreign = run.history.stream()
                .filter(row -> row.conversation() instanceof Conversation.Direct && !own.contains(row.message()))
                .findFirst()
                .orElseThrow();
        long position = run.head(alice) + 1;
        inbox.add(new StoredEntry(position, foreign.conversation(), foreign.seq(), foreign.message(), foreign.at()));
        run.seeAgain(alice);

        Report report = run.check();

        assertThat(broken(report)).containsExactly(Rule.ONLY_DUE);
        assertThat(report.of(Rule.ONLY_DUE).get(0).positions()).containsExactly(position);
    }

    @Test
    void givenFloor_whenAsManyOldEntriesAreGone_thenNothingIsLost() {
        inbox.subList(0, 5).clear();
        run.floors.put(alice, 5L);

        assertThat(run.check().of(Rule.DELIVERED)).isEmpty();
        assertThat(run.check().of(Rule.DENSE_POSITIONS)).isEmpty();
    }

    @Test
    void givenFloor_whenYoungEntryIsGoneToo_thenItIsLost() {
        int young = accepted();
        inbox.remove(young);
        renumber(young);
        inbox.subList(0, 5).clear();
        run.floors.put(alice, 5L);

        assertThat(run.check().of(Rule.DELIVERED)).hasSize(1);
    }

    @Test
    void givenUnansweredMessageInOneInboxOnly_whenChecked_thenIsNotAllOrNone() {
        StoredEntry unanswered =
                inbox.stream().filter(this::unanswered).findFirst().orElseThrow();
        int at = inbox.indexOf(unanswered);
        inbox.remove(at);
        renumber(at);
        run.seeAgain(alice);

        assertThat(broken(run.check())).containsExactly(Rule.ALL_OR_NONE);
    }

    private static Set<Rule> broken(Report report) {
        return report.found().keySet();
    }

    private static Content text(String text) {
        return new Content(MessageType.TEXT, "\"" + text + "\"");
    }

    /** Where, in the second half, an entry of a message is that was sent once and accepted. */
    private int accepted() {
        return IntStream.range(inbox.size() / 2, inbox.size())
                .filter(i -> attempts(inbox.get(i)).size() == 1)
                .filter(i -> plain(attempts(inbox.get(i)).get(0)))
                .findFirst()
                .orElseThrow();
    }

    private List<Attempt> attempts(StoredEntry entry) {
        return run.attempts.stream().filter(a -> a.id().equals(entry.message())).toList();
    }

    private static boolean plain(Attempt attempt) {
        return attempt.outcome() instanceof Outcome.Accepted accepted && accepted.at() != Outcome.NO_TIME;
    }

    private boolean unanswered(StoredEntry entry) {
        return attempts(entry).get(0).outcome() instanceof Outcome.Unknown;
    }

    /** Closes the gap that a removed entry has left. */
    private void renumber(int from) {
        for (int i = from; i < inbox.size(); i++) {
            inbox.set(i, moved(inbox.get(i), i + 1L));
        }
    }

    /** Swaps two entries of one conversation. */
    private void swap() {
        StoredEntry one = inbox.get(0);
        StoredEntry other = inbox.stream()
                .filter(e -> e.conversation().equals(one.conversation()) && e.seq() == one.seq() + 1)
                .findFirst()
                .orElseThrow();
        inbox.set(0, moved(other, one.position()));
        inbox.set((int) other.position() - 1, moved(one, other.position()));
    }

    private static StoredEntry moved(StoredEntry entry, long position) {
        return new StoredEntry(position, entry.conversation(), entry.seq(), entry.message(), entry.at());
    }
}
