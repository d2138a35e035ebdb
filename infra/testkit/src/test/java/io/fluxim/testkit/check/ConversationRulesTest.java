package io.fluxim.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationRulesTest {

    private static final Rule[] DEVICES = {Rule.SEEN_AS_STORED, Rule.SAME_REPEAT, Rule.HELD_ALL, Rule.NOTHING_LATE};

    private final GeneratedRun run = new GeneratedRun(6, 2, 4, 400);
    private final UserId alice = run.user(1);
    private final List<StoredEntry> inbox = run.inboxes.get(alice);

    @Test
    void givenSeqLeftOut_whenChecked_thenSeqsAreNotDense() {
        Conversation conversation = inbox.get(0).conversation();
        run.inboxes.replaceAll((user, entries) -> entries.stream()
                .map(e -> e.conversation().equals(conversation) && e.seq() > 3
                        ? new StoredEntry(e.position(), e.conversation(), e.seq() + 1, e.message(), e.at())
                        : e)
                .collect(Collectors.toCollection(ArrayList::new)));
        run.history.replaceAll(r -> r.conversation().equals(conversation) && r.seq() > 3
                ? new HistoryRow(r.conversation(), r.seq() + 1, r.message(), r.contentHash(), r.at())
                : r);
        run.inboxes.keySet().forEach(run::seeAgain);

        Report report = run.check();

        assertThat(broken(report)).containsExactly(Rule.DENSE_SEQS);
        assertThat(report.of(Rule.DENSE_SEQS)).hasSize(1);
    }

    @Test
    void givenMessageThatNobodySent_whenChecked_thenIsInvented() {
        int attempt = run.attempts.indexOf(run.attempts.stream()
                .filter(a -> a.id().equals(inbox.get(accepted()).message()))
                .findFirst()
                .orElseThrow());
        run.attempts.remove(attempt);

        assertThat(broken(run.check())).containsExactly(Rule.NOTHING_INVENTED);
    }

    @Test
    void givenChangedBodyInHistory_whenChecked_thenContentIsNotKept() {
        HistoryRow row = run.history.get(20);
        run.history.set(
                20,
                new HistoryRow(
                        row.conversation(), row.seq(), row.message(), text("x").hash(), row.at()));

        assertThat(broken(run.check())).containsExactly(Rule.CONTENT_KEPT);
    }

    @Test
    void givenOtherTimeInHistory_whenChecked_thenTimeIsNotKept() {
        HistoryRow row = run.history.get(20);
        run.history.set(
                20, new HistoryRow(row.conversation(), row.seq(), row.message(), row.contentHash(), row.at() + 1));

        assertThat(broken(run.check())).containsExactly(Rule.TIME_KEPT);
    }

    @Test
    void givenRowMissingInHistory_whenChecked_thenIsFound() {
        HistoryRow gone = run.history.remove(20);

        Report report = run.check();

        assertThat(broken(report)).containsExactly(Rule.ARCHIVED_ONCE);
        assertThat(report.of(Rule.ARCHIVED_ONCE).get(0).messages()).containsExactly(gone.message());
    }

    @Test
    void givenRowTwiceInHistory_whenChecked_thenIsFound() {
        run.history.add(run.history.get(20));

        assertThat(broken(run.check())).containsExactly(Rule.ARCHIVED_ONCE);
    }

    @Test
    void givenSeqsAgainstOrderOfSending_whenChecked_thenInversionIsFound() {
        Conversation conversation = Conversation.direct(alice, run.user(4));
        Attempt first = sent(conversation, "first");
        Attempt second = sent(conversation, "second");
        PromiseCheck check = new PromiseCheck(new Membership()).mayBeIdle(Rule.values());
        check.sent(first);
        check.sent(second);
        List<StoredEntry> stored = List.of(
                new StoredEntry(1, conversation, 1, second.id(), 1),
                new StoredEntry(2, conversation, 2, first.id(), 2));
        check.stored(alice, 0, stored);
        check.stored(run.user(4), 0, stored);
        check.archived(List.of(
                new HistoryRow(conversation, 1, second.id(), second.contentHash(), 1),
                new HistoryRow(conversation, 2, first.id(), first.contentHash(), 2)));

        Report report = check.report();

        assertThat(broken(report)).containsExactly(Rule.SEND_ORDER);
        assertThat(report.of(Rule.SEND_ORDER).get(0).messages()).containsExactly(first.id(), second.id());
    }

    @Test
    void givenRetryOfUnansweredMessageAfterAnother_whenChecked_thenEitherOrderIsRight() {
        Conversation conversation = Conversation.direct(alice, run.user(4));
        Attempt first = sent(conversation, "first");
        Attempt lost = new Attempt("c", alice, conversation, "first", first.contentHash(), new Outcome.Unknown());
        PromiseCheck check = new PromiseCheck(new Membership()).mayBeIdle(Rule.values());
        Attempt second = sent(conversation, "second");
        List.of(lost, second, first).forEach(check::sent);
        check.archived(List.of(
                new HistoryRow(conversation, 1, second.id(), second.contentHash(), 1),
                new HistoryRow(conversation, 2, first.id(), first.contentHash(), 2)));

        assertThat(check.report().of(Rule.SEND_ORDER)).isEmpty();
    }

    @Test
    void givenRefusedMessageStored_whenChecked_thenIsFound() {
        Attempt refused = run.attempts.stream()
                .filter(a -> a.outcome() instanceof Outcome.Refused && a.conversation() instanceof Conversation.Direct)
                .findFirst()
                .orElseThrow();
        long seq = run.history.stream()
                        .filter(r -> r.conversation().equals(refused.conversation()))
                        .count()
                + 1;
        UserId receiver = refused.sender();
        run.inboxes
                .get(receiver)
                .add(new StoredEntry(run.head(receiver) + 1, refused.conversation(), seq, refused.id(), 1));
        run.devices.clear();

        Report report = run.check(new PromiseCheck(run.membership).mayBeIdle(DEVICES));

        assertThat(broken(report)).contains(Rule.REFUSED_NOWHERE).doesNotContain(Rule.NOTHING_INVENTED, Rule.ONLY_DUE);
    }

    @Test
    void givenRetryAnsweredWithAnotherId_whenChecked_thenIsFound() {
        Attempt accepted = run.attempts.stream()
                .filter(a -> a.outcome() instanceof Outcome.Accepted o && o.at() != Outcome.NO_TIME)
                .findFirst()
                .orElseThrow();
        MessageId other = MessageId.of(accepted.sender(), accepted.conversation(), "server made");
        run.attempts.add(new Attempt(
                "new",
                accepted.sender(),
                accepted.conversation(),
                accepted.clientMsgId(),
                accepted.contentHash(),
                new Outcome.Accepted(other, System.currentTimeMillis())));

        assertThat(broken(run.check())).containsExactly(Rule.ONE_ID);
    }

    @Test
    void givenSecondContentUnderOneId_whenItReplacesTheFirst_thenContentIsNotKept() {
        HistoryRow row = run.history.stream()
                .filter(r -> run.attempts.stream().anyMatch(a -> a.id().equals(r.message()) && plain(a)))
                .findFirst()
                .orElseThrow();
        Attempt first = run.attempts.stream()
                .filter(a -> a.id().equals(row.message()))
                .findFirst()
                .orElseThrow();
        run.attempts.add(new Attempt(
                "new",
                first.sender(),
                first.conversation(),
                first.clientMsgId(),
                text("second").hash(),
                new Outcome.Rejected(ErrorCode.BAD_ARGUMENT)));
        run.history.set(
                run.history.indexOf(row),
                new HistoryRow(
                        row.conversation(),
                        row.seq(),
                        row.message(),
                        text("second").hash(),
                        row.at()));

        assertThat(broken(run.check())).containsExactly(Rule.CONTENT_KEPT);
    }

    private static Set<Rule> broken(Report report) {
        return report.found().keySet();
    }

    private static Content text(String text) {
        return new Content(MessageType.TEXT, "\"" + text + "\"");
    }

    private Attempt sent(Conversation conversation, String name) {
        MessageId id = MessageId.of(alice, conversation, name);
        return Attempt.of("c", alice, conversation, name, text(name), new Outcome.Accepted(id, Outcome.NO_TIME));
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
}
