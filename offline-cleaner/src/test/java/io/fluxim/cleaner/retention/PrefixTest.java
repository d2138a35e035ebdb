package io.fluxim.cleaner.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.history.Place;
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

    @Test
    void givenYoungItem_whenAskedForTheOld_thenEndsBeforeItEvenIfOlderOnesFollow() {
        List<Item> page = List.of(item(1, 998), item(2, 999), item(3, 1000), item(4, 1));

        assertThat(Prefix.old(page, 0, HORIZON)).extracting(Item::number).containsExactly(1L, 2L);
    }

    @Test
    void givenAllArchived_whenCut_thenAllOldOnesGo() {
        List<Item> page = page(1, 5);

        assertThat(Prefix.of(page, 0, page, archived(1, 2, 3, 4, 5))).isEqualTo(new Prefix(5, 5, Optional.empty()));
    }

    @Test
    void givenOneMissingInHistory_whenCut_thenEndsBeforeItAndNamesIt() {
        List<Item> page = page(1, 5);

        assertThat(Prefix.of(page, 0, page, archived(1, 2, 4, 5)))
                .isEqualTo(new Prefix(2, 2, Optional.of(page.get(2))));
    }

    @Test
    void givenItemsLeftBelowTheFloor_whenCut_thenTheyGoWhateverHistorySays() {
        List<Item> page = List.of(item(4, 1), item(5, 1), item(6, 2000));

        assertThat(Prefix.of(page, 5, Prefix.old(page, 5, HORIZON), Set.of()))
                .isEqualTo(new Prefix(5, 2, Optional.empty()));
    }

    @Test
    void givenNothingThatMayGo_whenCut_thenEmpty() {
        List<Item> page = page(1, 2);

        assertThat(Prefix.of(page, 0, List.of(), Set.of())).isEqualTo(new Prefix(0, 0, Optional.empty()));
        assertThat(Prefix.of(page, 0, page, Set.of())).isEqualTo(new Prefix(0, 0, Optional.of(page.get(0))));
    }

    private static List<Item> page(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(n -> item(n, 1)).toList();
    }

    private static Item item(long number, long at) {
        return new Item(number, place(number), at);
    }

    private static Set<Place> archived(long... seqs) {
        return LongStream.of(seqs).mapToObj(PrefixTest::place).collect(Collectors.toSet());
    }

    private static Place place(long seq) {
        return new Place(Messages.group("team"), new Seq(seq));
    }
}
