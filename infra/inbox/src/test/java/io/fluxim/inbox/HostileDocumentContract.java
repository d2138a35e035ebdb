package io.fluxim.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.testkit.hostile.Fuzz;
import io.fluxim.testkit.hostile.HostileWords;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Documents of one kind after somebody else has written into the store: {@link Unreadable}, or read, and then the same after
 * writing and reading again.
 *
 * @param <T> what they hold
 */
public abstract class HostileDocumentContract<T> {

    private static final int ROUNDS = 20_000;
    /** Bytes: reading a document of a few hundred takes a few thousand, and a stack trace more. */
    private static final long MEMORY = 4 << 20;

    /** One that can be read. */
    protected abstract Document good();

    protected abstract T read(Document document);

    protected abstract Document write(T read);

    /** Whether it was read, and stayed what it was. */
    private boolean readsTheSame(Document document) {
        T first;
        try {
            first = Fuzz.within(MEMORY, () -> read(document));
        } catch (Unreadable refused) {
            assertThat(refused).hasMessageStartingWith("document ").hasMessageContaining("cannot be read");
            return false;
        }
        assertThat(read(write(first))).isEqualTo(first);
        return true;
    }

    @Test
    void givenEveryFieldMissing_whenRead_thenUnreadableOrTheSameAgain() {
        assertThat(readsTheSame(copy(good()))).isTrue();
        for (String field : good().keySet()) {
            Document without = copy(good());
            without.remove(field);
            readsTheSame(without);
        }
        assertThat(readsTheSame(new Document())).isFalse();
    }

    @Test
    void givenRandomChanges_whenRead_thenUnreadableOrTheSameAgain() {
        int[] read = new int[1];
        Fuzz.rounds(ROUNDS, random -> {
            Document document = copy(good());
            for (int change = random.nextInt(3); change >= 0; change--) {
                spoil(document, random);
            }
            read[0] += readsTheSame(document) ? 1 : 0;
        });
        assertThat(read[0]).as("some are read").isBetween(ROUNDS / 100, ROUNDS * 99 / 100);
    }

    /** Something somewhere in the document becomes something else, or goes. */
    private static void spoil(Document document, Random random) {
        List<String> fields = List.copyOf(document.keySet());
        if (fields.isEmpty()) {
            return;
        }
        String field = fields.get(random.nextInt(fields.size()));
        Object value = document.get(field);
        if (value instanceof Document inner && random.nextInt(3) > 0) {
            spoil(inner, random);
        } else if (random.nextInt(8) == 0) {
            document.remove(field);
        } else {
            document.put(field, other(value, random).orElse(null));
        }
    }

    /** Often of the same type. */
    private static Optional<Object> other(@Nullable Object value, Random random) {
        List<String> words = HostileWords.all();
        String word = words.get(random.nextInt(words.size()));
        if (value instanceof String text && random.nextBoolean()) {
            return Optional.of(Fuzz.changed(text, words, random));
        }
        if (value instanceof Long && random.nextBoolean()) {
            return Optional.of(random.nextLong());
        }
        List<@Nullable Object> values = Arrays.asList(
                null,
                word,
                random.nextInt(),
                random.nextInt(2000),
                random.nextLong(),
                random.nextDouble(),
                random.nextBoolean(),
                new Document(),
                new Document("$where", word),
                new Document("k", word).append("v", true),
                List.of(),
                List.of(word),
                List.of(1),
                List.of(new Document("k", word).append("v", random.nextBoolean()), new Document("k", word)),
                new ObjectId(),
                new Date(random.nextLong()),
                Decimal128.NaN,
                new Binary(new byte[random.nextInt(9)]));
        return Optional.ofNullable(values.get(random.nextInt(values.size())));
    }

    private static Document copy(Document document) {
        Document copy = new Document();
        document.forEach((field, value) -> copy.put(field, value instanceof Document inner ? copy(inner) : value));
        return copy;
    }
}
