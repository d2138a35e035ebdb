package io.fluxim.inbox.members;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.GROUP;
import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.get;
import static io.fluxim.inbox.members.Members.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.MongoFloors;
import io.fluxim.inbox.TestMongoDatabase;
import io.fluxim.inbox.members.Members.Change;
import io.fluxim.inbox.members.Members.Interval;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MongoMembersIT extends MembersContract {

    private static TestMongoDatabase mongo;

    @BeforeAll
    static void connect() {
        mongo = new TestMongoDatabase();
    }

    @AfterAll
    static void disconnect() {
        mongo.close();
    }

    @BeforeEach
    void empty() {
        mongo.fresh();
    }

    @Override
    Members members() {
        return new MongoMembers(mongo.collections(), TestMongoDatabase.LIMITS);
    }

    @Test
    void givenIntervalsThatEndedBelowTheFloor_whenAskedAboveIt_thenLeftOut() {
        Members members = members();
        done(members.store(List.of(
                new Change(GROUP, 1, List.of(ALICE, BOB), List.of()),
                new Change(GROUP, 5, List.of(), List.of(BOB)),
                new Change(GROUP, 6, List.of(BOB), List.of()),
                new Change(GROUP, 9, List.of(), List.of(BOB)))));
        assertThat(aboveFloor(members)).hasSize(3);

        done(new MongoFloors(mongo.collections(), SOON).raise(MongoFloors.name(GROUP), 5));

        assertThat(aboveFloor(members))
                .containsExactlyInAnyOrder(new Interval(ALICE, 1, OPEN), new Interval(BOB, 6, 9));
        assertThat(get(members.of(GROUP, BOB))).hasSize(2); // what they may read in the history stays
    }

    private static List<Interval> aboveFloor(Members members) {
        return get(members.aboveFloor(List.of(GROUP))).get(GROUP);
    }
}
