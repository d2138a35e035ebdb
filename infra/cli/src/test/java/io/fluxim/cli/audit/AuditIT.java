package io.fluxim.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.fluxim.audit.Findings;
import io.fluxim.audit.Kind;
import io.fluxim.audit.Mismatch;
import io.fluxim.audit.Scope;
import io.fluxim.cli.backup.Platform;
import io.fluxim.cli.backup.Reader;
import io.fluxim.client.Client;
import io.fluxim.client.Outcome;
import io.fluxim.protocol.UserId;
import io.fluxim.standalone.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.StringNode;

/** A whole platform, audited while people chat, after something was taken out of a store, and at rest. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AuditIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Duration PACE = Duration.ofMillis(20);

    private Path data;

    /** Not in the temporary folder: servers in containers of their own do not see it. */
    @BeforeEach
    void makeDirectory() throws IOException {
        Path target = Path.of(System.getProperty("user.dir"), "target");
        data = Files.createTempDirectory(target, "audit ").resolve("data");
    }

    @Test
    void givenPlatformInUse_whenAudited_thenNothingUntilSomethingIsTakenOut() throws Exception {
        try (Platform platform = Platform.start(data)) {
            Client ann = platform.connect("ann", platform.token("ann"), Client.Position.START, new Reader());
            Client bob = platform.connect("bob", platform.token("bob"), Client.Position.START, new Reader());
            String group = platform.createGroup("ann", "bob");
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Integer> chat = CompletableFuture.supplyAsync(() -> chat(ann, group, enough));

            for (int round = 0; round < 2; round++) {
                Findings busy = audit(new Scope.Everything());
                assertThat(busy.shown()).isEmpty();
                assertThat(busy.verdict()).isEqualTo(Findings.Verdict.CLEAN);
                assertThat(busy.conversations()).isBetween(1L, 2L);
            }
            enough.set(true);
            int sent = chat.get(1, TimeUnit.MINUTES);
            Findings quiet = settled();
            assertThat(quiet.verdict()).isEqualTo(Findings.Verdict.CLEAN);
            assertThat(quiet.messages()).isEqualTo(2L * sent + 1); // and the group's making
            assertThat(quiet.entries()).isEqualTo(2 * quiet.messages());
            assertThat(quiet.unjudged()).isZero();

            takeOut("bob", 2);
            assertThat(audit(new Scope.Everything()).shown())
                    .extracting(Mismatch::kind)
                    .containsExactlyInAnyOrder(Kind.POSITION_HOLE, Kind.ENTRY_MISSING);
            ann.close();
            bob.close();
        }

        Findings atRest = audit(new Scope.Named(List.of(), List.of(new UserId("bob"))));
        assertThat(atRest.shown())
                .extracting(Mismatch::kind, Mismatch::where, Mismatch::number)
                .containsExactly(tuple(Kind.POSITION_HOLE, "bob", 2L));
        assertThat(atRest.partitions()).isEqualTo(36);
    }

    @Test
    void givenNoInstallation_whenAudited_thenSaidAndNoneIsMade() {
        assertThatThrownBy(() -> audit(new Scope.Everything()))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("nothing to look at");
        assertThat(data.resolve("mongodb")).doesNotExist();
    }

    private Findings audit(Scope scope) {
        return new Audit(data).look(scope, findings -> {});
    }

    /** The first look that judges every message, which is soon: flows commit once a second. */
    private Findings settled() {
        Instant until = Instant.now().plus(SOON);
        Findings findings = audit(new Scope.Everything());
        while (findings.unjudged() > 0 && Instant.now().isBefore(until)) {
            findings = audit(new Scope.Everything());
        }
        return findings;
    }

    /** One after the other until it is enough; answers how many went to each conversation. */
    private static int chat(Client ann, String group, AtomicBoolean enough) {
        int sent = 0;
        while (!enough.get() || sent == 0) {
            StringNode body = StringNode.valueOf("line " + sent);
            assertThat(ann.toUser("bob", "d" + sent, body).join()).isInstanceOf(Outcome.Accepted.class);
            assertThat(ann.toGroup(group, "g" + sent, body).join()).isInstanceOf(Outcome.Accepted.class);
            sent++;
            LockSupport.parkNanos(PACE.toNanos()); // below what one user may
        }
        return sent;
    }

    private void takeOut(String user, long position) {
        Map<String, String> stores = DataDirectory.stores(data).orElseThrow();
        try (MongoClient mongo = MongoClients.create(stores.get("spring.mongodb.uri"))) {
            Document entry = new Document("u", user).append("p", position);
            assertThat(Mono.from(mongo.getDatabase("fluxim")
                                    .getCollection("inbox")
                                    .deleteOne(entry))
                            .block(SOON))
                    .satisfies(gone -> assertThat(gone.getDeletedCount()).isOne());
        }
    }
}
