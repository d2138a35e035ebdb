package io.fluxim.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.Message;
import io.fluxim.testkit.Messages;
import io.fluxim.testkit.hostile.Fuzz;
import io.fluxim.testkit.hostile.HostileWords;
import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows of the archive after somebody else has written into them: read, or the {@link IllegalStateException} that says so. */
class HostileRowTest {

    private static final int ROUNDS = 20_000;
    /** Bytes: the largest word is 70 KB, and a row has several. */
    private static final long MEMORY = 4 << 20;

    private static final Message GOOD = Messages.message(Messages.envelope("ann", "bob", "hello"), 7);
    private static final List<String> COLUMNS = List.of(MySqlRows.COLUMNS.split(", "));

    @Test
    void givenOwnRow_whenRead_thenTheSame() {
        assertThat(MySqlStatements.read(new Row(good()), MySqlRows::message)).isEqualTo(GOOD);
        assertThat(MySqlStatements.read(new Row(good()), MySqlRows::place)).isEqualTo(Place.of(GOOD));
    }

    @Test
    void givenEveryColumnNull_whenRead_thenToldOrNotNeeded() {
        for (String column : COLUMNS) {
            Map<String, @Nullable Object> row = good();
            row.put(column, null);
            read(row);
        }
    }

    @Test
    void givenRandomChanges_whenRead_thenToldOrAMessageThatCanBeArchivedAgain() {
        int[] read = new int[1];
        Fuzz.rounds(ROUNDS, random -> {
            Map<String, @Nullable Object> row = good();
            for (int change = random.nextInt(3); change >= 0; change--) {
                spoil(row, random);
            }
            read(row).ifPresent(message -> {
                read[0]++;
                assertThat(MySqlStatements.read(new Row(columns(message)), MySqlRows::message))
                        .isEqualTo(message);
            });
        });
        assertThat(read[0]).as("some are read").isBetween(ROUNDS / 100, ROUNDS * 99 / 100);
    }

    private static Optional<Message> read(Map<String, @Nullable Object> row) {
        try {
            MySqlStatements.read(new Row(row), MySqlRows::place);
        } catch (IllegalStateException told) {
            assertThat(told.getMessage()).isNotBlank();
        }
        try {
            return Optional.of(Fuzz.within(MEMORY, () -> MySqlStatements.read(new Row(row), MySqlRows::message)));
        } catch (IllegalStateException told) {
            assertThat(told.getMessage()).isNotBlank();
            return Optional.empty();
        }
    }

    private static void spoil(Map<String, @Nullable Object> row, Random random) {
        String column = COLUMNS.get(random.nextInt(COLUMNS.size()));
        @Nullable Object value = row.get(column);
        if (value instanceof byte[] bytes) {
            row.put(column, Fuzz.changed(bytes, random));
        } else if (value instanceof Long) {
            row.put(column, random.nextBoolean() ? random.nextLong() : random.nextInt(3) - 1L);
        } else {
            row.put(column, Fuzz.changed(String.valueOf(value), HostileWords.all(), random));
        }
    }

    private static Map<String, @Nullable Object> good() {
        return columns(GOOD);
    }

    private static Map<String, @Nullable Object> columns(Message message) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        List<Object> values = MySqlRows.Line.of(message).values();
        for (int i = 0; i < values.size(); i++) {
            columns.put(COLUMNS.get(i), values.get(i));
        }
        return columns;
    }

    /** A row as the driver hands it out: the columns' types are the table's. */
    private record Row(Map<String, @Nullable Object> columns) implements Readable {

        @Override
        public <T> @Nullable T get(String name, Class<T> type) {
            return type.cast(columns.get(name));
        }

        @Override
        public <T> @Nullable T get(int index, Class<T> type) {
            throw new IllegalArgumentException("columns are asked for by name");
        }
    }
}
