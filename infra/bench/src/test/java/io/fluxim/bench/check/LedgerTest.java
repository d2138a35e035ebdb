package io.fluxim.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.testkit.check.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final String ONE = "d:u0:u1";

    private final Ledger ledger = new Ledger();
    private final int conversation = ledger.conversation(ONE, 0);
    private final int sender = ledger.device(conversation);
    private final int receiver = ledger.device(conversation);
    private final Map<String, Long> rows = new HashMap<>();

    private void accepted(int count) {
        for (int i = 0; i < count; i++) {
            ledger.accepted(ledger.sending(sender));
        }
        rows.put(ONE, (long) count);
    }

    private void everywhere(int... numbers) {
        arrive(sender, numbers);
        arrive(receiver, numbers);
    }

    private void arrive(int device, int... numbers) {
        for (int number : numbers) {
            int next = ledger.position(device) + 1;
            ledger.arrived(device, new Arrival(next, next, number, true));
        }
    }

    private List<Rule> broken() {
        return ledger.settle(rows).breaches().stream()
                .map(Breach::rule)
                .distinct()
                .toList();
    }

    @Test
    void givenAllThatWasSent_whenItArrivedInOrder_thenNothingIsFound() {
        accepted(3);
        assertThat(ledger.complete()).isFalse();

        everywhere(0, 1, 2);

        assertThat(ledger.complete()).isTrue();
        assertThat(broken()).isEmpty();
        assertThat(ledger.counts()).isEqualTo(new Counts(3, 3, 0, 3, 3, 0));
    }

    @Test
    void givenHalfAMillionMessages_whenOneIsLostAmongThem_thenThatOneIsFound() {
        int lost = 314_159;
        for (int number = 0; number < 500_000; number++) {
            ledger.accepted(ledger.sending(sender));
            if (number != lost) {
                everywhere(number);
            }
        }
        rows.put(ONE, 499_999L);

        assertThat(ledger.complete()).isFalse();
        Verdict verdict = ledger.settle(rows);
        assertThat(verdict.found()).isEqualTo(1);
        assertThat(verdict.breaches().get(0).what()).contains("message " + lost);
    }

    @Test
    void givenMessageThatOnlyItsSenderGot_whenSettled_thenItIsNotDelivered() {
        accepted(1);
        arrive(sender, 0);

        assertThat(ledger.complete()).isFalse();
        assertThat(broken()).containsExactly(Rule.DELIVERED);
    }

    @Test
    void givenMessageAtTwoPlaces_whenSettled_thenItIsThereTwice() {
        accepted(1);
        everywhere(0, 0);
        rows.put(ONE, 2L);

        assertThat(broken()).containsExactly(Rule.ONCE);
    }

    @Test
    void givenTwoThatChangedPlaces_whenForAll_thenTheSendersOrderIsBroken() {
        accepted(2);
        everywhere(1, 0);

        assertThat(broken()).containsExactly(Rule.SEND_ORDER);
    }

    @Test
    void givenTwoThatChangedPlaces_whenForOneOnly_thenThereAreTwoOrders() {
        accepted(2);
        arrive(sender, 0, 1);
        arrive(receiver, 1, 0);

        assertThat(broken()).containsExactly(Rule.SAME_ORDER);
    }

    @Test
    void givenSeqThatIsLeftOut_whenArrived_thenSeqsAreNotDense() {
        accepted(1);
        arrive(sender, 0);
        ledger.arrived(receiver, new Arrival(1, 2, 0, true));

        assertThat(broken()).containsExactly(Rule.DENSE_SEQS);
    }

    @Test
    void givenBodyThatIsCut_whenArrived_thenTheContentIsNotKept() {
        accepted(1);
        arrive(sender, 0);
        ledger.arrived(receiver, new Arrival(1, 1, 0, false));

        assertThat(broken()).containsExactly(Rule.CONTENT_KEPT);
    }

    @Test
    void givenPushThatComesTwice_whenTheSame_thenItIsARepeatAndNoBreach() {
        accepted(1);
        everywhere(0);

        assertThat(ledger.arrived(receiver, new Arrival(1, 1, 0, true))).isEqualTo(Taken.REPEAT);
        assertThat(broken()).isEmpty();
        assertThat(ledger.counts().repeats()).isEqualTo(1);
    }

    @Test
    void givenPushThatComesTwice_whenAnother_thenItIsFound() {
        accepted(2);
        everywhere(0, 1);
        ledger.arrived(receiver, new Arrival(1, 1, 1, true));

        assertThat(broken()).containsExactly(Rule.SAME_REPEAT);
    }

    @Test
    void givenHole_whenArrived_thenItIsNotTaken() {
        accepted(2);

        assertThat(ledger.arrived(receiver, new Arrival(2, 2, 1, true))).isEqualTo(Taken.AHEAD);
        assertThat(ledger.position(receiver)).isZero();
    }

    @Test
    void givenMessageThatNobodySent_whenArrived_thenItIsInvented() {
        everywhere(9);
        rows.put(ONE, 1L);

        assertThat(broken()).containsExactly(Rule.NOTHING_INVENTED);
    }

    @Test
    void givenRowThatIsMissing_whenSettled_thenItIsNotArchived() {
        accepted(2);
        everywhere(0, 1);
        rows.put(ONE, 1L);

        assertThat(broken()).containsExactly(Rule.ARCHIVED_ONCE);
    }

    @Test
    void givenRefused_whenItIsThere_thenItIsFound() {
        ledger.refused(ledger.sending(sender));
        everywhere(0);
        rows.put(ONE, 1L);

        assertThat(broken()).containsExactly(Rule.REFUSED_NOWHERE);
    }

    @Test
    void givenNoAnswer_whenTheConnectionWasLost_thenTheMessageMayBeThereOrNot() {
        ledger.sending(sender);
        ledger.sending(sender);
        ledger.lost(sender);
        everywhere(1);
        rows.put(ONE, 1L);

        assertThat(ledger.complete()).isTrue();
        assertThat(broken()).isEmpty();
    }

    @Test
    void givenLostConnection_whenTheAnswerWasUnderWay_thenItCounts() {
        int number = ledger.sending(sender);
        ledger.lost(sender);
        ledger.accepted(number);

        assertThat(ledger.complete()).isFalse();
        assertThat(ledger.counts().due()).isEqualTo(1);
        assertThat(broken()).containsExactly(Rule.DELIVERED);
    }

    @Test
    void givenAnswer_whenItComesTwice_thenItIsFound() {
        accepted(1);
        everywhere(0);
        ledger.accepted(0);

        assertThat(broken()).containsExactly(Rule.ONE_ID);
    }

    @Test
    void givenNoAnswer_whenTheConnectionStands_thenItIsMissed() {
        ledger.sending(sender);

        assertThat(ledger.complete()).isFalse();
        assertThat(broken()).containsExactly(Rule.DELIVERED);
    }

    @Test
    void givenGroup_whenItsFirstSeqIsTheChangeOfMembers_thenItCountsAsARow() {
        Ledger group = new Ledger();
        int talk = group.conversation("g:g0", 1);
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            members.add(group.device(talk));
        }
        assertThat(group.complete()).isFalse();
        members.forEach(member -> group.arrived(member, new Arrival(1, 1, Arrival.EVENT, true)));
        group.accepted(group.sending(members.get(1)));
        members.forEach(member -> group.arrived(member, new Arrival(2, 2, 0, true)));

        assertThat(group.complete()).isTrue();
        assertThat(group.counts().delivered()).isEqualTo(2);
        assertThat(group.settle(Map.of("g:g0", 2L)).holds()).isTrue();
    }

    @Test
    void givenMessagesStoredBefore_whenNobodyIsConnectedToThem_thenTheHistoryHasToHaveThem() {
        Ledger town = new Ledger();
        town.conversation("d:a:b", 10);

        assertThat(town.rowsDue()).isEqualTo(10);
        assertThat(town.settle(Map.of("d:a:b", 10L)).holds()).isTrue();
        assertThat(town.settle(Map.of("d:a:b", 9L)).holds()).isFalse();
    }

    @Test
    void givenPageOfHistory_whenARowIsAnotherOrCutOrBeyondTheEnd_thenItIsFound() {
        accepted(2);
        everywhere(0);
        everywhere(1);

        ledger.archived(conversation, new Arrival(0, 1, 0, true));
        assertThat(broken()).isEmpty();
        ledger.archived(conversation, new Arrival(0, 2, 0, true));
        ledger.archived(conversation, new Arrival(0, 2, 1, false));
        ledger.archived(conversation, new Arrival(0, 3, 1, true));

        assertThat(ledger.settle(rows).breaches())
                .hasSize(3)
                .extracting(Breach::rule)
                .containsOnly(Rule.SAME_ORDER);
    }
}
