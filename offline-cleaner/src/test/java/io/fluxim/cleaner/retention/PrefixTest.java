package io.fluxim.cleaner.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.history.ArchiveKey;
import io.fluxim.history.Place;
import io.fluxim.inbox.retention.Retention.ReadablePage;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Seq;
import io.fluxim.testkit.Messages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PrefixTest {

    private static final long HORIZON = 1000;
    private static final Optional<String> DAMAGE = Optional.of("q is missing");

    @Test
    void givenYoungItem_whenAskedForTheOld_thenEndsBeforeItEvenIfOlderOnesFollow() {
        List<Item> page = List.of(item(1, 998), item(2, 999), item(3, 1000), item(4, 1));

        assertThat(Prefix.old(page, 0, HORIZON)).extracting(Item::number).containsExactly(1L, 2L);
    }

    @Test
    void givenAllArchived_whenCut_thenAllOldOnesGo() {
        List<Item> page = page(1, 5);

        assertThat(Prefix.of(readable(page), 0, page, archived(1, 2, 3, 4, 5)))
                .isEqualTo(new Prefix(page, 5, Optional.empty(), Optional.empty()));
    }

    @Test
    void givenOneMissingInHistory_whenCut_thenEndsBeforeItAndNamesIt() {
        List<Item> page = page(1, 5);

        assertThat(Prefix.of(readable(page), 0, page, archived(1, 2, 4, 5)))
                .isEqualTo(new Prefix(page.subList(0, 2), 2, Optional.of(page.get(2)), Optional.empty()));
    }

    @Test
    void givenItemsLeftBelowTheFloor_whenCut_thenTheyGoWhateverHistorySays() {
        List<Item> page = List.of(item(4, 1), item(5, 1), item(6, 2000));

        assertThat(Prefix.of(readable(page), 5, Prefix.old(page, 5, HORIZON), Set.of()))
                .isEqualTo(new Prefix(page.subList(0, 2), 5, Optional.empty(), Optional.empty()));
    }

    @Test
    void givenNothingThatMayGo_whenCut_thenEmpty() {
        List<Item> page = page(1, 2);

        assertThat(Prefix.of(readable(page), 0, List.of(), Set.of()))
                .isEqualTo(new Prefix(List.of(), 0, Optional.empty(), Optional.empty()));
        assertThat(Prefix.of(readable(page), 0, page, Set.of()))
                .isEqualTo(new Prefix(List.of(), 0, Optional.of(page.get(0)), Optional.empty()));
    }

    @Test
    void givenUnreadableBehindAllThatGoes_whenCut_thenToldOf() {
        List<Item> page = page(1, 3);

        assertThat(Prefix.of(damaged(page), 0, page, archived(1, 2, 3)))
                .isEqualTo(new Prefix(page, 3, Optional.empty(), DAMAGE));
        assertThat(Prefix.of(damaged(List.of()), 0, List.of(), Set.of()))
                .isEqualTo(new Prefix(List.of(), 0, Optional.empty(), DAMAGE));
    }

    @Test
    void givenUnreadableBehindOneThatStays_whenCut_thenThatOneEndsThePrefix() {
        List<Item> page = page(1, 3);

        assertThat(Prefix.of(damaged(page), 0, page, archived(1, 3)))
                .isEqualTo(new Prefix(page.subList(0, 1), 1, Optional.of(page.get(1)), Optional.empty()));
    }

    @Test
    void givenUnreadableFirstOfAll_whenCut_thenWhatTheFloorHasGivenUpGoes() {
        assertThat(Prefix.of(damaged(List.of()), 5, List.of(), Set.of()))
                .isEqualTo(new Prefix(List.of(), 5, Optional.empty(), DAMAGE));
    }

    @Test
    void givenAPrefix_whenOnlySomeMayGo_thenItEndsThere() {
        List<Item> page = page(1, 4);
        Prefix whole = Prefix.of(readable(page), 0, page, archived(1, 2, 3));

        assertThat(whole.first(2)).isEqualTo(new Prefix(page.subList(0, 2), 2, Optional.empty(), Optional.empty()));
        assertThat(whole.first(3)).isEqualTo(whole);
    }

    private static ReadablePage<Item> readable(List<Item> items) {
        return new ReadablePage<>(items, Optional.empty());
    }

    private static ReadablePage<Item> damaged(List<Item> items) {
        return new ReadablePage<>(items, DAMAGE);
    }

    private static List<Item> page(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(n -> item(n, 1)).toList();
    }

    private static Item item(long number, long at) {
        return new Item(number, key(number), at);
    }

    private static Set<ArchiveKey> archived(long... seqs) {
        return LongStream.of(seqs).mapToObj(PrefixTest::key).collect(Collectors.toSet());
    }

    private static ArchiveKey key(long seq) {
        Conversation team = Messages.group("team");
        return new ArchiveKey(
                new Place(team, new Seq(seq)), MessageId.of(Messages.user("ann"), team, "message " + seq));
    }
}
