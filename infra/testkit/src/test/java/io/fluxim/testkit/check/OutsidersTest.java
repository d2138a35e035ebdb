package io.fluxim.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody is put out of a group, sends to it, comes back, and sends the same again. */
class OutsidersTest {

    private static final Conversation.Group GROUP = Conversation.group(new GroupId("club"));
    private static final UserId OWNER = new UserId("owner");
    private static final UserId BOB = new UserId("bob");
    private static final long OUT_AT = 20;
    private static final long BACK_AT = 40;

    private final Membership membership = new Membership();
    private final PromiseCheck check = new PromiseCheck(membership).mayBeIdle(Rule.values());
    private final List<HistoryRow> history = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {OUT_AT, 30, BACK_AT}) // a change in the same millisecond may have come before it
    void givenSentWhileOutAndAgain_whenTheSecondStands_thenNothingIsFound(long whileOut) {
        MessageId message = playedWithBobOut(whileOut);
        stands(message, "again", 50);

        assertThat(checked().findings()).isEmpty();
    }

    @Test
    void givenSentWhileOutAndAgain_whenNothingStands_thenALossIsFound() {
        playedWithBobOut(30);

        assertThat(checked().found().keySet()).contains(Rule.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(longs = {OUT_AT - 1, BACK_AT + 1})
    void givenSentWhileIn_whenOnlyTheRepeatStands_thenTheFirstIsMissed(long whileIn) {
        MessageId message = playedWithBobOut(whileIn);
        stands(message, "again", 50);

        assertThat(checked().found().keySet()).containsExactlyInAnyOrder(Rule.TIME_KEPT, Rule.SEND_ORDER);
    }

    /** Sends "again" at this time, something else, and "again"; seqs 1 to 4 are given, and what "again" gets is open. */
    private MessageId playedWithBobOut(long first) {
        event("change-1", 10);
        membership.joined(GROUP, id(OWNER, "change-1"), List.of(OWNER, BOB));
        event("change-2", OUT_AT);
        membership.left(GROUP, id(OWNER, "change-2"), List.of(BOB));
        event("change-3", BACK_AT);
        membership.joined(GROUP, id(OWNER, "change-3"), List.of(BOB));
        sends("again", first);
        sends("other", 45);
        sends("again", 50);
        stands(id(BOB, "other"), "other", 45);
        return id(BOB, "again");
    }

    private void event(String name, long at) {
        MessageId event = id(OWNER, name);
        Outcome told = new Outcome.Accepted(event, Outcome.NO_TIME);
        check.sent(new Attempt("relay", OWNER, GROUP, name, Attempt.ANY_CONTENT, told));
        stands(event, name, at);
    }

    private void sends(String name, long at) {
        Outcome told = new Outcome.Accepted(id(BOB, name), at);
        check.sent(new Attempt("connection", BOB, GROUP, name, name, told));
    }

    private void stands(MessageId message, String content, long at) {
        history.add(new HistoryRow(GROUP, history.size() + 1L, message, content, at));
    }

    private Report checked() {
        List<StoredEntry> entries = history.stream()
                .map(row -> new StoredEntry(row.seq(), GROUP, row.seq(), row.message(), row.at()))
                .toList();
        check.archived(history);
        check.stored(OWNER, 0, entries);
        check.stored(BOB, 0, entries); // all: nobody says anything while he is out
        return check.report();
    }

    private static MessageId id(UserId sender, String name) {
        return MessageId.of(sender, GROUP, name);
    }
}
