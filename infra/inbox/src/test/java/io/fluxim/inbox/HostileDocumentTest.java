package io.fluxim.inbox;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.Timeline.Stored;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Seq;
import io.fluxim.testkit.hostile.Fuzz;
import io.fluxim.testkit.hostile.HostileWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the stores hold after somebody else has written into them: {@link Unreadable}, or read, and then the same after
 * writing and reading again; a head in Redis that is none is as good as absent.
 */
class HostileDocumentTest {

    private static final int ROUNDS = 20_000;
    /** Bytes: reading a document of a few hundred takes a few thousand, and a stack trace more. */
    private static final long MEMORY = 4 << 20;

    private static final Stored STORED = new Stored(
            new Message(
                    new Envelope(
                            MessageId.of(ALICE, GROUP, "1"),
                            "1",
                            ALICE,
                            GROUP,
                            new Content(MessageType.GROUP_CREATED, "{\"a\":1}"),
                            new Extras(
                                    5,
                                    "phone",
                                    Map.of("history", true, "unread", false),
                                    List.of("bob"),
                                    "ex",
                                    new Extras.OfflinePush("title", "desc", "ex", "sound", true)),
                            new MembershipChange(List.of(ALICE), List.of(BOB))),
                    new Seq(7),
                    1_700_000_000_000L),
            new Origin(1, 2, 3));

    /** Documents of one kind, and how they are read and written. */
    private record Kind<T>(String name, Document good, Function<Document, T> read, Function<T, Document> write) {

        /** Whether it was read, and stayed what it was. */
        boolean readsTheSame(Document document) {
            T first;
            try {
                first = Fuzz.within(MEMORY, () -> read.apply(document));
            } catch (Unreadable refused) {
                assertThat(refused).hasMessageStartingWith("document ").hasMessageContaining("cannot be read");
                return false;
            }
            assertThat(read.apply(write.apply(first))).isEqualTo(first);
            return true;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind<?>> kinds() {
        return Stream.of(
                new Kind<>(
                        "message",
                        MongoMessageCodec.document(STORED),
                        MongoMessageCodec::message,
                        message -> MongoMessageCodec.document(new Stored(message, STORED.origin()))),
                new Kind<>(
                        "known",
                        MongoMessageCodec.document(STORED),
                        MongoMessageCodec::known,
                        known -> MongoMessageCodec.document(STORED)
                                .append("q", known.seq().value())
                                .append("h", known.contentHash())
                                .append(
                                        "o",
                                        new Document("p", known.origin().partition())
                                                .append("n", known.origin().offset())
                                                .append("t", known.origin().at()))),
                new Kind<>(
                        "entry",
                        MongoInbox.document(Samples.entry(ALICE, 3, GROUP, 9)),
                        MongoInbox::entry,
                        MongoInbox::document),
                new Kind<>(
                        "interval",
                        interval(new Members.Interval(ALICE, 1, 9)),
                        MongoMembers::interval,
                        HostileDocumentTest::interval));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void givenEveryFieldMissing_whenRead_thenUnreadableOrTheSameAgain(Kind<?> kind) {
        assertThat(kind.readsTheSame(copy(kind.good()))).isTrue();
        for (String field : kind.good().keySet()) {
            Document without = copy(kind.good());
            without.remove(field);
            kind.readsTheSame(without);
        }
        assertThat(kind.readsTheSame(new Document())).isFalse();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void givenRandomChanges_whenRead_thenUnreadableOrTheSameAgain(Kind<?> kind) {
        int[] read = new int[1];
        Fuzz.rounds(ROUNDS, random -> {
            Document document = copy(kind.good());
            for (int change = random.nextInt(3); change >= 0; change--) {
                spoil(document, random);
            }
            read[0] += kind.readsTheSame(document) ? 1 : 0;
        });
        assertThat(read[0]).as("some are read").isBetween(ROUNDS / 100, ROUNDS * 99 / 100);
    }

    @Test
    void givenAnyText_whenReadAsHead_thenANumberFromZeroOrAbsent() {
        List<String> pieces = new ArrayList<>(HostileWords.all());
        pieces.addAll(List.of("-", "+", "0", "00", "1e3", "0x1", ".", "99999999999999999999", "\u0661", "\uff11"));
        Fuzz.rounds(ROUNDS, random -> {
            String text = Fuzz.changed(Long.toString(random.nextLong()), pieces, random);
            OptionalLong head = Fuzz.within(MEMORY, () -> RedisVisibleHeads.head(text));
            head.ifPresent(number -> assertThat(number).isNotNegative().isEqualTo(Long.parseLong(text)));
        });
        assertThat(RedisVisibleHeads.head(null)).isEmpty();
        assertThat(RedisVisibleHeads.head("")).isEmpty();
        assertThat(RedisVisibleHeads.head("9223372036854775807")).hasValue(Long.MAX_VALUE);
        assertThat(RedisVisibleHeads.head("9223372036854775808")).isEmpty();
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

    private static Document interval(Members.Interval interval) {
        return new Document("_id", "x")
                .append("u", interval.user().value())
                .append("from", interval.from())
                .append("to", interval.to());
    }

    private static Document copy(Document document) {
        Document copy = new Document();
        document.forEach((field, value) -> copy.put(field, value instanceof Document inner ? copy(inner) : value));
        return copy;
    }
}
