package io.fluxim.rebuild;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static io.fluxim.cli.backup.Reader.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.fluxim.audit.Findings;
import io.fluxim.audit.Scope;
import io.fluxim.cli.audit.Audit;
import io.fluxim.cli.backup.Platform;
import io.fluxim.cli.backup.Reader;
import io.fluxim.client.Client;
import io.fluxim.client.InboxEntry;
import io.fluxim.client.Outcome;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.protocol.UserId;
import io.fluxim.rebuild.RebuildInbox.Done;
import io.fluxim.testkit.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.StringNode;

/** A whole platform whose inboxes are destroyed, and made anew from the log and the members. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class RebuildInboxIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final RecordsToDelete TO_THE_END = RecordsToDelete.beforeOffset(-1);
    private static final Whose EVERYBODY = new Whose.Everybody();
    private static final Whose BOB = new Whose.Only(Set.of(new UserId("bob")));

    private final RebuildInbox rebuild = new RebuildInbox(step -> {});
    private Path data;

    /** Not in the temporary folder: servers in containers of their own do not see it. */
    @BeforeEach
    void makeDirectory() throws IOException {
        Path target = Path.of(System.getProperty("user.dir"), "target");
        data = Files.createTempDirectory(target, "rebuild ").resolve("data");
    }

    /** What somebody received, and where their device stands. */
    private record Had(List<InboxEntry> entries, Client.Position position) {}

    /** Of each of the three. */
    private record Before(Had ann, Had bob, Had cat) {}

    @Test
    void givenDestroyedInbox_whenRebuilt_thenItsUserHasAllOfItOnceAndInOrder() throws Exception {
        Before before = chatted();
        Done whole = new Done(8, 0, 3, InboxDifference.NONE, Optional.empty());
        assertThat(rebuild.run(data, EVERYBODY, Ending.COMPARED)).isEqualTo(whole);
        assertThat(rebuild.run(data, EVERYBODY, Ending.PUT_IN_PLACE)).isEqualTo(whole);

        assertThat(destroy(eq("u", "bob"))).isEqualTo(8);

        InboxDifference compared = rebuild.run(data, BOB, Ending.COMPARED).difference();
        assertThat(compared.missing().count()).isEqualTo(8);
        assertThat(compared.missing().first()).hasSize(8).contains("bob d:ann:bob #1", "bob d:ann:bob #4");
        assertThat(rebuild.run(data, EVERYBODY, Ending.COMPARED).difference()).isEqualTo(compared);

        Done done = rebuild.run(data, BOB, Ending.PUT_IN_PLACE);

        assertThat(done.difference()).isEqualTo(compared);
        String epoch = done.epoch().orElseThrow();
        assertThat(epoch).isNotEqualTo(before.bob().position().epoch());
        try (Platform platform = Platform.start(data)) {
            Reader bob = new Reader();
            Reader ann = new Reader();
            Client his =
                    platform.connect("bob", platform.token("bob"), before.bob().position(), bob);
            Client hers =
                    platform.connect("ann", platform.token("ann"), before.ann().position(), ann);
            assertAnew(bob.await(8), before.bob().entries());
            assertThat(told(ann.await(8))).isEqualTo(told(before.ann().entries())); // hers stood, and starts over too

            accepted(hers.toUser("bob", "later", StringNode.valueOf("later")).join());

            assertThat(bob.await(9).get(8).body().asString()).isEqualTo("later");
            assertThat(his.position()).isEqualTo(new Client.Position(epoch, 9));
            assertClean(3);
            his.close();
            hers.close();
        }
        assertClean(3);
    }

    @Test
    void givenAllInboxesDestroyed_whenRebuilt_thenEverybodyHasAllOfIt() throws Exception {
        Before before = chatted();
        assertThat(destroy(new Document())).isEqualTo(18);
        try (Child child = Child.rebuilding(data, "inbox", "--all", "--apply")) {
            child.await("read all 8 messages of the log");
            child.kill(); // wherever it is: nothing, something or all is in place
        }

        Done done = rebuild.run(data, EVERYBODY, Ending.PUT_IN_PLACE);

        assertThat(done.inboxes()).isEqualTo(3);
        Done again = rebuild.run(data, EVERYBODY, Ending.COMPARED);
        assertThat(again.difference()).isEqualTo(InboxDifference.NONE);
        try (Platform platform = Platform.start(data)) {
            assertAnew(read(platform, "ann", before.ann()), before.ann().entries());
            assertAnew(read(platform, "bob", before.bob()), before.bob().entries());
            assertAnew(read(platform, "cat", before.cat()), before.cat().entries());
        }
        assertClean(3);
    }

    @Test
    void givenTrimmedLogAndAHole_whenRebuilt_thenWhatOnlyTheInboxHasStaysAndTheHoleCloses() throws Exception {
        Before before = chatted();
        trimLog();
        assertThat(destroy(and(eq("u", "bob"), eq("p", 3L)))).isOne();

        Done done = rebuild.run(data, EVERYBODY, Ending.PUT_IN_PLACE);

        assertThat(done.read()).isZero();
        assertThat(done.difference().missing()).isEqualTo(Places.NONE);
        assertThat(done.difference().displaced().count()).isOne(); // the one behind the hole
        assertThat(done.difference().beyond().count()).isEqualTo(17);
        assertThat(done.difference().spoilt()).isOne();
        List<InboxEntry> rest = new ArrayList<>(before.bob().entries());
        rest.remove(2);
        try (Platform platform = Platform.start(data)) {
            assertAnew(read(platform, "bob", new Had(rest, before.bob().position())), rest);
            assertThat(told(read(platform, "ann", before.ann())))
                    .isEqualTo(told(before.ann().entries()));
        }
    }

    @Test
    void givenPipelineElsewhere_whenRebuilt_thenRefusedAndNothingIsChanged() throws Exception {
        String uri = TestStores.mongodb().freshUri("elsewhere");
        Elsewhere.servers(data, Map.of("spring.mongodb.uri", uri));
        assertThat(rebuild.run(data, EVERYBODY, Ending.COMPARED).inboxes()).isZero(); // makes the topics
        try (MongoClient mongo = MongoClients.create(uri)) {
            MongoDatabase database = mongo.getDatabase(uri.replaceAll(".*/|[?].*", ""));
            Document behindAHole = new Document("_id", "ann:0000000000000002")
                    .append("u", "ann")
                    .append("p", 2L)
                    .append("c", "d:ann:bob")
                    .append("q", 1L)
                    .append("m", "0".repeat(32))
                    .append("at", 1L);
            Mono.from(database.getCollection("inbox").insertOne(behindAHole)).block(SOON);

            for (var flow : List.of(
                    io.fluxim.kafka.source.ConsumerGroup.SEQUENCE, io.fluxim.kafka.source.ConsumerGroup.INBOX)) {
                try (Elsewhere pipeline = Elsewhere.running(flow)) {
                    assertThatThrownBy(() -> rebuild.run(data, EVERYBODY, Ending.PUT_IN_PLACE))
                            .isInstanceOf(RebuildFailed.class)
                            .hasMessageContaining("1 of " + flow.group() + " read");
                }
            }
            assertThat(only(database, "inbox")).isEqualTo(behindAHole);

            Done done = rebuild.run(data, EVERYBODY, Ending.PUT_IN_PLACE);
            assertThat(done.difference().displaced()).isEqualTo(new Places(1, List.of("ann d:ann:bob #1")));
            assertThat(done.difference().beyond()).isEqualTo(new Places(1, List.of("ann d:ann:bob #1")));
            assertThat(only(database, "inbox").getLong("p")).isOne();
            assertThat(only(database, "meta").getString("value"))
                    .isEqualTo(done.epoch().orElseThrow());
        }
    }

    /** Ann and bob have 8 entries, cat who joined the group later has 2 of them. */
    private Before chatted() throws Exception {
        try (Platform platform = Platform.start(data)) {
            Reader annReads = new Reader();
            Reader bobReads = new Reader();
            Reader catReads = new Reader();
            Client ann = platform.connect("ann", platform.token("ann"), Client.Position.START, annReads);
            Client bob = platform.connect("bob", platform.token("bob"), Client.Position.START, bobReads);
            Client cat = platform.connect("cat", platform.token("cat"), Client.Position.START, catReads);
            accepted(ann.toUser("bob", "one", StringNode.valueOf("one")).join());
            accepted(bob.toUser("ann", "two", StringNode.valueOf("two")).join());
            String group = platform.createGroup("ann", "bob");
            accepted(ann.toGroup(group, "three", StringNode.valueOf("three")).join());
            accepted(ann.toUser("bob", "four", StringNode.valueOf("four")).join());
            platform.invite(group, "ann", "cat");
            accepted(bob.toGroup(group, "five", StringNode.valueOf("five")).join());
            accepted(ann.toUser("bob", "six", StringNode.valueOf("six")).join());
            Before before = new Before(
                    new Had(annReads.await(8), ann.position()),
                    new Had(bobReads.await(8), bob.position()),
                    new Had(catReads.await(2), cat.position()));
            ann.close();
            bob.close();
            cat.close();
            return before;
        }
    }

    private static List<InboxEntry> read(Platform platform, String user, Had before) throws InterruptedException {
        Reader reader = new Reader();
        try (Client client = platform.connect(user, platform.token(user), before.position(), reader)) {
            return reader.await(before.entries().size());
        }
    }

    /** The same entries, at positions from 1 on, each conversation in its order. */
    private static void assertAnew(List<InboxEntry> anew, List<InboxEntry> before) {
        assertThat(anew)
                .extracting(InboxEntry::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, before.size()).boxed().toList());
        assertThat(conversations(anew)).isEqualTo(conversations(before));
    }

    private static Map<String, List<String>> conversations(List<InboxEntry> entries) {
        Map<String, List<String>> conversations = new HashMap<>();
        entries.forEach(entry -> conversations
                .computeIfAbsent(entry.conversation(), absent -> new ArrayList<>())
                .add(entry.seq() + " " + entry.messageId() + " " + entry.body()));
        return conversations;
    }

    private void assertClean(int inboxes) {
        Findings findings = new Audit(data).look(new Scope.Everything(), progress -> {});
        assertThat(findings.shown()).isEmpty();
        assertThat(findings.verdict()).isEqualTo(Findings.Verdict.CLEAN);
        assertThat(findings.inboxes()).isEqualTo(inboxes);
    }

    /** Deletes entries of the installation that stands; answers how many. */
    private long destroy(Bson which) {
        return Workshop.in(
                data,
                RebuildInbox.TOOLS,
                workshop -> workshop.part(ReactiveMongoDatabaseFactory.class)
                        .getMongoDatabase()
                        .flatMap(database ->
                                Mono.from(database.getCollection("inbox").deleteMany(which)))
                        .map(gone -> gone.getDeletedCount()));
    }

    /** Removes everything from {@code im.sequenced}, as its retention does. */
    private void trimLog() {
        Workshop.in(
                data,
                RebuildInbox.TOOLS,
                workshop -> Mono.fromCallable(() -> {
                    try (Admin admin = Admin.create(Map.of(
                            "bootstrap.servers",
                            workshop.part(KafkaProperties.class).bootstrapServers()))) {
                        Map<TopicPartition, RecordsToDelete> all = IntStream.range(0, 12)
                                .mapToObj(partition -> new TopicPartition("im.sequenced", partition))
                                .collect(Collectors.toMap(partition -> partition, partition -> TO_THE_END));
                        return admin.deleteRecords(all).all().get() == null;
                    }
                }));
    }

    private static Document only(MongoDatabase database, String collection) {
        List<Document> all = Flux.from(database.getCollection(collection).find())
                .collectList()
                .block(SOON);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static void accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }
}
