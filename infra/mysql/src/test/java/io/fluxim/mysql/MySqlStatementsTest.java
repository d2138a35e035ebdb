package io.fluxim.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MySqlStatementsTest {

    @Test
    void givenValuesOfEveryCount_whenPadded_thenTheyAreAPowerOfTwoAndTheLastComesAgain() {
        for (int count = 1; count <= 600; count++) {
            List<Integer> values = IntStream.range(0, count).boxed().toList();
            List<Integer> padded = MySqlStatements.padded(values);
            assertThat(Integer.bitCount(padded.size())).isEqualTo(1);
            assertThat(padded.size()).isBetween(count, Math.max(1, 2 * count - 1));
            assertThat(padded.subList(0, count)).isEqualTo(values);
            assertThat(padded.subList(count, padded.size())).allMatch(values.get(count - 1)::equals);
        }
        assertThat(MySqlStatements.padded(List.of())).isEmpty();
        assertThat(MySqlStatements.padded(List.of(1, 2, 3), 9)).containsExactly(1, 2, 3, 9);
    }

    @Test
    void givenWidths_whenWritten_thenThePlacesOfValuesAreTheStatements() {
        assertThat(MySqlStatements.marks(3)).isEqualTo("?,?,?");
        assertThat(MySqlStatements.tuples(2, 2)).isEqualTo("(?,?),(?,?)");
    }
}
