package io.fluxim.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyBytesTest {

    /** Ascending, as the server beneath has it; no two are equal. */
    private static final List<List<Object>> ASCENDING = List.of(
            Arrays.asList((Object) null),
            List.of(Double.NEGATIVE_INFINITY),
            List.of(-1e300),
            List.of(-1.5),
            List.of(-1.0),
            List.of(0.0),
            List.of(Double.MIN_VALUE),
            List.of(1.0),
            List.of(2.0),
            List.of(9007199254740992.0),
            List.of(9007199254740993L), // no double holds it
            List.of(9007199254740994.0),
            List.of(Double.POSITIVE_INFINITY),
            List.of(""),
            List.of("", "b"),
            List.of("\0"),
            List.of("\0\0"),
            List.of("\1"),
            List.of("a"),
            List.of("a", 1.0),
            List.of("a", 2.0),
            List.of("a", "a"),
            List.of("a\0"),
            List.of("a\1"),
            List.of("aa", 1.0),
            List.of("b"),
            List.of("\u00e9"),
            List.of("\ud83d\ude80"),
            List.of("\uffee"), // below the one before it in UTF-8
            List.of(new Document("a", 1.0)),
            List.of(new Document("a", 1.0).append("b", 1.0)),
            List.of(List.of()),
            List.of(List.of(1.0)),
            List.of(List.of(1.0), 2.0),
            List.of(List.of(1.0, 2.0)),
            List.of(new ObjectId("000000000000000000000001")),
            List.of(new ObjectId("ff0000000000000000000001")),
            List.of(false),
            List.of(true),
            List.of(Instant.EPOCH.minusMillis(1)),
            List.of(Instant.EPOCH));

    @Test
    void givenValuesInOrder_whenCompared_thenBytesAreInOrder() {
        for (int low = 0; low < ASCENDING.size(); low++) {
            for (int high = low + 1; high < ASCENDING.size(); high++) {
                assertThat(KeyBytes.ORDER.compare(KeyBytes.of(ASCENDING.get(low)), KeyBytes.of(ASCENDING.get(high))))
                        .as("%s and %s", ASCENDING.get(low), ASCENDING.get(high))
                        .isNegative();
            }
        }
    }

    @Test
    void givenBounds_whenCompared_thenExactlyTheKeysThatBeginAlikeLieBetween() {
        byte[] low = KeyBytes.of(List.of("a"));
        byte[] high = KeyBytes.above(List.of("a"));

        List<List<Object>> between = ASCENDING.stream()
                .filter(values -> KeyBytes.ORDER.compare(KeyBytes.of(values), low) >= 0)
                .filter(values -> KeyBytes.ORDER.compare(KeyBytes.of(values), high) < 0)
                .toList();

        assertThat(between).containsExactly(List.of("a"), List.of("a", 1.0), List.of("a", 2.0), List.of("a", "a"));
    }
}
