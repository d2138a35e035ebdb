package io.fluxim.inbox.heads;

import static io.fluxim.inbox.Samples.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.members.Roster;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProofsTest {

    private static final int MAX = 100;

    @Test
    void givenMoreThanFit_whenKept_thenSoManyAreKnown() {
        Proofs<Integer, Long> proofs = new Proofs<>(key -> 0, MAX);

        IntStream.range(0, 3 * MAX).forEach(key -> proofs.keep(Map.of(key, 1L), partition -> 7));

        assertThat(proofs.known(keys(3 * MAX), partition -> 7)).hasSizeBetween(1, MAX);
    }

    @Test
    void givenLargeRosters_whenKept_thenTheyCountByTheirMembers() {
        Proofs<Integer, Roster> proofs = new Proofs<>(key -> 0, MAX);
        Roster large = roster(8 * 30);
        assertThat(large.weight()).isEqualTo(31);

        IntStream.range(0, 10).forEach(key -> proofs.keep(Map.of(key, large), partition -> 7));

        assertThat(proofs.known(keys(10), partition -> 7)).hasSizeBetween(1, MAX / 31);
    }

    @Test
    void givenOneThatWeighsMoreThanAll_whenKept_thenItIsNotKnownAndOthersCanBe() {
        Proofs<Integer, Roster> proofs = new Proofs<>(key -> 0, MAX);
        proofs.keep(Map.of(1, roster(8 * MAX)), partition -> 7);
        proofs.keep(Map.of(2, roster(3)), partition -> 7);

        assertThat(proofs.known(keys(3), partition -> 7)).containsOnlyKeys(2);
    }

    @Test
    void givenProof_whenTheAssignmentIsAnother_thenNotKnown() {
        Proofs<Integer, Long> proofs = new Proofs<>(key -> 0, MAX);
        proofs.keep(Map.of(1, 5L), partition -> 7);

        assertThat(proofs.known(List.of(1), partition -> 7)).containsEntry(1, 5L);
        assertThat(proofs.known(List.of(1), partition -> 8)).isEmpty();
        assertThat(proofs.known(List.of(1), partition -> -1)).isEmpty();
        proofs.forget(List.of(1));
        assertThat(proofs.known(List.of(1), partition -> 7)).isEmpty();
    }

    private static List<Integer> keys(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static Roster roster(int members) {
        return Roster.of(
                GROUP,
                IntStream.range(0, members)
                        .mapToObj(i -> new Members.Interval(new UserId("user" + i), 1, Members.OPEN))
                        .collect(Collectors.toList()));
    }
}
