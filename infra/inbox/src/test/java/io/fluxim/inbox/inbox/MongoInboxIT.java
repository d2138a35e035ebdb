package io.fluxim.inbox.inbox;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.GROUP;
import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.entries;
import static io.fluxim.inbox.Samples.get;
import static io.fluxim.inbox.Samples.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.TestMongoDatabase;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MongoInboxIT extends InboxContract {

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
    Inbox inbox() {
        return new MongoInbox(mongo.collections(), TestMongoDatabase.LIMITS);
    }

    @Test
    void givenEntries_whenAppended_thenOrderedAndWithMajority() {
        done(inbox().append(entries(ALICE, DIRECT, 1, 3)));

        assertThat(mongo.sent("insert")).hasSize(1).allSatisfy(insert -> {
            TestMongoDatabase.writesWithMajority(insert);
            assertThat(insert.get("ordered", BsonBoolean.TRUE)).isEqualTo(BsonBoolean.TRUE);
        });
    }

    @Test
    void givenEntries_whenProved_thenReadFromThePrimaryWithMajorityAndTheFloorLast() {
        Inbox inbox = inbox();
        get(inbox.marks(List.of(new Mark.Key(ALICE, DIRECT))));
        get(inbox.heads(List.of(ALICE, BOB)));
        get(inbox.present(
                List.of(reference(ALICE, DIRECT, 1), reference(ALICE, DIRECT, 2), reference(ALICE, GROUP, 1))));
        get(inbox.after(ALICE, 0, 10));
        get(inbox.floor(ALICE));

        List<BsonDocument> finds = mongo.sent("find");
        assertThat(finds).allSatisfy(TestMongoDatabase::readsWithMajority);
        assertThat(finds.stream().map(find -> find.getString("find").getValue()))
                .containsExactly("inbox", "inbox", "inbox", "floors", "inbox", "inbox", "inbox", "floors");
    }

    @Test
    void givenManyUsers_whenTheirHeadsAreRestored_thenAllAreAnswered() {
        Inbox inbox = inbox();
        List<UserId> users =
                IntStream.range(0, 500).mapToObj(n -> new UserId("u" + n)).toList();
        done(inbox.append(users.stream()
                .flatMap(user -> entries(user, DIRECT, 1, 2).stream())
                .toList()));

        assertThat(inbox.heads(users).block(SOON))
                .hasSize(500)
                .containsValue(2L)
                .doesNotContainValue(0L);
    }
}
