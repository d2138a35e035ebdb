package io.fluxim.inbox.rebuild;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.GROUP;
import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.entries;
import static io.fluxim.inbox.Samples.entry;
import static io.fluxim.inbox.Samples.get;
import static io.fluxim.inbox.Samples.reference;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoCollection;
import io.fluxim.inbox.TestMongoDatabase;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Mark;
import io.fluxim.inbox.inbox.MongoInbox;
import io.fluxim.inbox.inbox.MongoWatermarks;
import io.fluxim.inbox.inbox.Watermarks;
import io.fluxim.inbox.retention.MongoRetention;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Alice's inbox has lost entries, and has some that the log no longer has; who is called almost like her is not touched. */
final class MongoInboxRebuildIT {

    private static final UserId ALICIA = new UserId("alicia");
    private static final int STEPS = 5;

    private static TestMongoDatabase mongo;

    private MongoInboxRebuild rebuild;
    private Inbox standing;

    @BeforeAll
    static void connect() {
        mongo = new TestMongoDatabase();
    }

    @AfterAll
    static void disconnect() {
        mongo.close();
    }

    @BeforeEach
    void stand() {
        mongo.fresh();
        rebuild = rebuild();
        standing = new MongoInbox(mongo.collections(), TestMongoDatabase.LIMITS);
        done(new MongoRetention(mongo.collections(), TestMongoDatabase.LIMITS).raiseFloor(ALICE, 2));
        // below the floor, what a cleaner that died left; then the log no longer has 3 and 4; 6 is lost
        done(standing.append(entries(ALICE, DIRECT, 2, 5)));
        done(standing.append(List.of(entry(ALICE, 7, GROUP, 1))));
        done(standing.append(entries(ALICIA, DIRECT, 1, 2)));
        done(new MongoWatermarks(mongo.collections(), TestMongoDatabase.LIMITS).raise(ALICE, "phone", 7));
        done(new MongoWatermarks(mongo.collections(), TestMongoDatabase.LIMITS).raise(ALICIA, "phone", 2));
    }

    @Test
    void givenFreshInboxes_whenLookedAt_thenBothBesideEachOtherAndNothingIsChanged() {
        filled(rebuild);

        RebuiltInbox inbox = get(rebuild.look(ALICE));

        assertThat(inbox.floor()).isEqualTo(2);
        assertThat(inbox.fresh())
                .containsExactly(entry(ALICE, 3, DIRECT, 5), entry(ALICE, 4, DIRECT, 6), entry(ALICE, 5, GROUP, 1));
        assertThat(inbox.missing()).containsExactly(reference(ALICE, DIRECT, 6));
        assertThat(inbox.displaced()).containsExactly(reference(ALICE, GROUP, 1));
        assertThat(inbox.beyond()).containsExactly(reference(ALICE, DIRECT, 3), reference(ALICE, DIRECT, 4));
        assertThat(get(rebuild.users().collectList())).containsExactlyInAnyOrder(ALICE, ALICIA, BOB);
        assertThat(read(ALICE)).hasSize(4);
        done(rebuild.end());
        assertThat(count("inbox_rebuilt")).isZero();
    }

    @Test
    void givenInboxThatDiffers_whenReplaced_thenTheLogStandsBehindWhatOnlyTheInboxHad() {
        filled(rebuild);

        done(rebuild.replace(ALICE, get(rebuild.look(ALICE))));

        assertReplaced();
        assertThat(get(standing.heads(List.of(ALICE)))).isEqualTo(Map.of(ALICE, 7L));
        assertThat(get(standing.marks(List.of(new Mark.Key(ALICE, DIRECT)))))
                .isEqualTo(Map.of(new Mark.Key(ALICE, DIRECT), 6L));
        Watermarks watermarks = new MongoWatermarks(mongo.collections(), TestMongoDatabase.LIMITS);
        assertThat(get(watermarks.of(ALICE))).isEmpty();
        assertThat(get(watermarks.of(ALICIA))).isEqualTo(Map.of("phone", 2L));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void givenDeathAfterSoManySteps_whenRebuiltAgain_thenTheSameStands(int before) {
        filled(rebuild);
        List<Mono<Void>> steps = rebuild.steps(ALICE, get(rebuild.look(ALICE)));
        assertThat(steps).hasSize(STEPS);
        Flux.concat(steps.subList(0, before)).blockLast(SOON);

        again();

        assertReplaced();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4})
    void givenDeathAfterSoManyEntries_whenRebuiltAgain_thenTheSameStands(int inserted) {
        filled(rebuild);
        RebuiltInbox inbox = get(rebuild.look(ALICE));
        Flux.concat(rebuild.steps(ALICE, inbox).subList(0, 3)).blockLast(SOON);
        done(standing.append(inbox.joined().subList(0, inserted)));

        again();

        assertReplaced();
    }

    @Test
    void givenDeathAfterSomeWereKept_whenRebuiltAgain_thenTheSameStands() {
        filled(rebuild);
        RebuiltInbox inbox = get(rebuild.look(ALICE));
        RebuiltInbox half =
                new RebuiltInbox(inbox.floor(), inbox.fresh(), inbox.standing().subList(0, 1), List.of());
        rebuild.steps(ALICE, half).get(0).block(SOON);

        again();

        assertReplaced();
    }

    @Test
    void givenNothingButWhatWasKept_whenWalked_thenItsUserIsFound() {
        done(standing.append(List.of(entry(BOB, 1, GROUP, 1))));
        done(rebuild.begin());
        rebuild.steps(BOB, get(rebuild.look(BOB))).subList(0, 3).forEach(step -> step.block(SOON));
        assertThat(get(standing.after(BOB, 0, 10))).isEmpty();

        assertThat(get(rebuild.users().collectList())).containsExactlyInAnyOrder(ALICE, ALICIA, BOB);
        assertThat(get(rebuild.look(BOB)).joined()).containsExactly(entry(BOB, 1, GROUP, 1));
    }

    @Test
    void givenRebuild_whenItWrites_thenWithMajority() {
        filled(rebuild);
        done(rebuild.replace(ALICE, get(rebuild.look(ALICE))));

        assertThat(mongo.sent("delete")).isNotEmpty().allSatisfy(TestMongoDatabase::writesWithMajority);
        assertThat(mongo.sent("insert")).isNotEmpty().allSatisfy(TestMongoDatabase::writesWithMajority);
    }

    private static MongoInboxRebuild rebuild() {
        return new MongoInboxRebuild(mongo.collections(), TestMongoDatabase.LIMITS);
    }

    /** What the log has: not the oldest, but all that came later; and something for Bob, who lost everything. */
    private static void filled(MongoInboxRebuild rebuild) {
        done(rebuild.begin());
        done(rebuild.fresh()
                .append(List.of(
                        entry(ALICE, 3, DIRECT, 5),
                        entry(ALICE, 4, DIRECT, 6),
                        entry(ALICE, 5, GROUP, 1),
                        entry(BOB, 1, DIRECT, 5))));
    }

    /** As after the death of a process: from the beginning. */
    private void again() {
        MongoInboxRebuild another = rebuild();
        filled(another);
        done(another.replace(ALICE, get(another.look(ALICE))));
    }

    private void assertReplaced() {
        assertThat(read(ALICE))
                .containsExactly(
                        entry(ALICE, 3, DIRECT, 3),
                        entry(ALICE, 4, DIRECT, 4),
                        entry(ALICE, 5, DIRECT, 5),
                        entry(ALICE, 6, DIRECT, 6),
                        entry(ALICE, 7, GROUP, 1));
        assertThat(get(standing.after(ALICE, 0, 10))).hasSize(5);
        assertThat(get(standing.after(ALICIA, 0, 10))).isEqualTo(entries(ALICIA, DIRECT, 1, 2));
        assertThat(count("inbox_kept")).isZero();
        MongoInboxRebuild look = rebuild();
        filled(look);
        assertThat(get(look.look(ALICE)).isWhole()).isTrue();
    }

    private List<InboxEntry> read(UserId user) {
        return new ArrayList<>(get(standing.after(user, 2, 10)));
    }

    private static long count(String collection) {
        MongoCollection<Document> counted = mongo.database().getCollection(collection);
        return get(Mono.from(counted.countDocuments()));
    }
}
