package io.fluxim.directory.group;

import static io.fluxim.directory.Directories.answer;
import static io.fluxim.directory.Directories.done;
import static io.fluxim.directory.Directories.group;
import static io.fluxim.directory.Directories.user;
import static io.fluxim.directory.Directories.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.directory.AwayConnections;
import io.fluxim.directory.Directories;
import io.fluxim.directory.MySqlDirectory;
import io.fluxim.directory.outbox.MySqlOutbox;
import io.fluxim.directory.outbox.Outbox;
import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.StoreUnavailable;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.TestStores;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

class MySqlGroupsIT extends GroupsContract {

    private final AtomicLong nanos = new AtomicLong();
    private final MySqlDirectory directory = new MySqlDirectory();
    private final AwayConnections connections = new AwayConnections(directory.connections());
    private final MySqlStatements mysql = MySqlDirectory.statements(connections);
    private final MySqlOutbox outbox = MySqlDirectory.outbox(mysql);
    private final Groups groups = MySqlDirectory.groups(mysql, outbox, nanos::get);
    private final MySqlOutbox outboxElsewhere = MySqlDirectory.outbox(directory.mysql());
    private final Groups elsewhere = MySqlDirectory.groups(directory.mysql(), outboxElsewhere, nanos::get);

    @Override
    Groups groups() {
        return groups;
    }

    @Override
    Groups full() {
        return MySqlDirectory.groups(mysql, outbox, nanos::get, FULL);
    }

    @Override
    Outbox outbox() {
        return outbox;
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void givenAMember_whenKickedByAnotherProcess_thenHeIsInForTwoSecondsAtMost() {
        crew("bob");
        assertThat(standing(user("bob"))).isEqualTo(new Standing.InGroup(Role.MEMBER, 2));
        answer(elsewhere.change(group("crew"), GroupRules.kick(Actor.user(user("ann")), users("bob"))));
        assertThat(standing(user("bob"))).isEqualTo(new Standing.InGroup(Role.MEMBER, 2));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(standing(user("bob"))).isEqualTo(new Standing.NotAMember());
    }

    @Test
    void givenAMember_whenKickedHere_thenHeIsOutAtOnce() {
        crew("bob");
        assertThat(standing(user("bob"))).isEqualTo(new Standing.InGroup(Role.MEMBER, 2));
        answer(groups.change(group("crew"), GroupRules.kick(Actor.user(user("ann")), users("bob"))));
        assertThat(standing(user("bob"))).isEqualTo(new Standing.NotAMember());
    }

    @Test
    void givenAMember_whenAskedAgain_thenMemoryAnswers() {
        crew("bob");
        standing(user("bob"));
        int asked = connections.asked();
        connections.away(true);
        assertThat(standing(user("bob"))).isEqualTo(new Standing.InGroup(Role.MEMBER, 2));
        assertThat(connections.asked()).isEqualTo(asked);
        StepVerifier.create(groups.standing(group("crew"), user("cid")))
                .expectError(StoreUnavailable.class)
                .verify(Directories.PATIENCE);
    }

    @Test
    void givenAChangeThatIsRefusedHalfway_whenItEnds_thenNeitherRowsNorEventAreThere() {
        crew("bob");
        done(directory
                .mysql()
                .run(
                        "blocking the event",
                        connection -> MySqlStatements.change(
                                        connection,
                                        "INSERT INTO outbox (group_id, change_number, envelope) VALUES ('crew', 2, '')",
                                        List.of())
                                .then()));
        StepVerifier.create(groups.change(group("crew"), GroupRules.invite(Actor.user(user("ann")), users("cid"))))
                .expectError(StoreUnavailable.class)
                .verify(Directories.PATIENCE);
        assertThat(answer(groups.members(group("crew"), 0, 10))).hasSize(2);
        assertThat(answer(groups.find(List.of(group("crew")))).get(0).memberCount())
                .isEqualTo(2);
    }

    @Test
    void givenAnEventSentByAnotherProcess_whenAwaitedThroughAnOutage_thenItEndsAllTheSame() {
        crew("bob");
        List<Outbox.Pending> pending = answer(outboxElsewhere.unsent(10));
        connections.away(true);
        StepVerifier.create(outbox.awaitSent(group("crew"), 1))
                .then(() -> done(outboxElsewhere.markSent(pending)))
                .then(() -> connections.away(false))
                .expectComplete()
                .verify(Directories.PATIENCE);
    }

    @Test
    void givenCommittedChanges_whenMySqlIsKilledAndBack_thenTheyAreThereAndThePoolServesAgain() {
        crew("bob");
        TestStores.mariadb().kill();
        StepVerifier.create(groups.change(group("crew"), GroupRules.quit(user("bob"))))
                .expectError(StoreUnavailable.class)
                .verify(Directories.PATIENCE);
        TestStores.mariadb().start();

        MembersChanged changed = answer(groups.change(group("crew"), GroupRules.quit(user("bob")))
                .retryWhen(Retry.backoff(10, Duration.ofMillis(50)).filter(StoreUnavailable.class::isInstance)));
        assertThat(changed.change()).isEqualTo(2);
        assertThat(answer(outbox.unsent(10))).extracting(Outbox.Pending::change).containsExactly(1L, 2L);
    }

    private void crew(String member) {
        answer(groups.create(new NewGroup(
                Optional.of(group("crew")),
                GroupProfile.named("Crew"),
                user("ann"),
                List.of(),
                users(member),
                user("ann"))));
    }

    private Standing standing(UserId user) {
        return answer(groups.standing(group("crew"), user));
    }
}
