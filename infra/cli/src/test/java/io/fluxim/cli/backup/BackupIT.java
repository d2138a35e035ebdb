package io.fluxim.cli.backup;

import static io.fluxim.cli.backup.Reader.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.client.Client;
import io.fluxim.client.InboxEntry;
import io.fluxim.client.Json;
import io.fluxim.client.Outcome;
import io.fluxim.standalone.backup.Backup;
import io.fluxim.standalone.backup.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.StringNode;

/** A whole platform, backed up, used on, restored, used again. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BackupIT {

    private Path dir;
    private Path data;
    private String group = "";

    /** Not in the temporary folder: servers in containers of their own do not see it. */
    @BeforeEach
    void makeDirectory() throws IOException {
        Path target = Path.of(System.getProperty("user.dir"), "target");
        dir = Files.createTempDirectory(target, "backup ");
        data = dir.resolve("data");
    }

    @Test
    void givenBackupAndMoreAfterIt_whenRestored_thenAllOfItIsThereAndClientsStartOver() throws Exception {
        List<InboxEntry> before = playedBefore();
        Backup.Made made = new Backup(Clock.systemUTC()).take(data, dir);
        assertThat(made.holds()).startsWith("5 messages, 10 inbox entries, 5 rows of history, 2 users, 1 groups");
        assertThat(made.waits()).isZero();
        Later later = playedAfter(before);

        Restore.Done done = new Restore(made.file()).into(data, Restore.Present.SET_ASIDE, Restore.Tokens.REVOKED);

        assertThat(done.aside())
                .hasValueSatisfying(
                        aside -> assertThat(aside.resolve("mongodb/journal")).isNotEmptyFile());
        assertThat(dir.resolve("data.restoring")).doesNotExist();
        assertThat(done.epoch()).isNotEqualTo(later.bob().epoch());
        playedAgain(before, later, done.epoch());

        Path moved = dir.resolve("moved");
        new Restore(made.file()).into(moved, Restore.Present.REFUSED, Restore.Tokens.KEPT);
        assertThat(moved.resolve("secrets/jwt-key"))
                .hasSameTextualContentAs(done.aside().orElseThrow().resolve("secrets/jwt-key"));
        assertThat(moved.resolve("secrets/admin-secret")).hasSameTextualContentAs(data.resolve("secrets/admin-secret"));
    }

    /** Where bob's device stands, a token of bob's that was revoked, and one that was valid to the end. */
    private record Later(Client.Position bob, String revoked, String valid, String messageId) {}

    private List<InboxEntry> playedBefore() throws Exception {
        try (Platform platform = Platform.start(data)) {
            Reader reader = new Reader();
            Client ann = platform.connect("ann", platform.token("ann"), Client.Position.START, new Reader());
            Client bob = platform.connect("bob", platform.token("bob"), Client.Position.START, reader);
            accepted(ann, "bob", "before-1");
            accepted(bob, "ann", "before-2");
            accepted(ann, "bob", "before-3");
            group = platform.createGroup("ann", "bob");
            accepted(ann.toGroup(group, "before-4", StringNode.valueOf("before-4"))
                    .join());
            List<InboxEntry> received = reader.await(5);
            platform.awaitHistory(Json.object().put("userID", "ann"), "bob", 3);
            platform.awaitHistory(Json.object().put("groupID", group), "bob", 2);
            ann.close();
            bob.close();
            return received;
        }
    }

    private Later playedAfter(List<InboxEntry> before) throws Exception {
        try (Platform platform = Platform.start(data)) {
            String revoked = platform.token("bob");
            platform.logOut("bob");
            String valid = platform.token("bob");
            assertThat(platform.tokenCode(revoked)).isNotZero();
            Reader reader = new Reader();
            Client ann = platform.connect("ann", platform.token("ann"), Client.Position.START, new Reader());
            Client bob = platform.connect("bob", valid, Client.Position.START, reader);
            Outcome.Accepted after = accepted(ann, "bob", "after-1");
            accepted(ann, "bob", "after-2");
            assertThat(told(reader.await(7)).subList(0, 5)).isEqualTo(told(before));
            Client.Position position = bob.position();
            assertThat(position.last()).isEqualTo(7);
            ann.close();
            bob.close();
            return new Later(position, revoked, valid, after.messageId());
        }
    }

    private void playedAgain(List<InboxEntry> before, Later later, String epoch) throws Exception {
        try (Platform platform = Platform.start(data)) {
            assertThat(platform.tokenCode(later.revoked())).isNotZero();
            assertThat(platform.tokenCode(later.valid())).isNotZero();
            assertThatThrownBy(() -> platform.connect("bob", later.valid(), later.bob(), new Reader()))
                    .hasStackTraceContaining("401");

            Reader reader = new Reader();
            Client ann = platform.connect("ann", platform.token("ann"), Client.Position.START, new Reader());
            Client bob = platform.connect("bob", platform.token("bob"), later.bob(), reader);
            assertThat(told(reader.await(5))).isEqualTo(told(before));

            accepted(ann, "bob", "before-1"); // a retry of what the backup has: the same message
            Outcome.Accepted again = accepted(ann, "bob", "after-1"); // of what it has not: as if for the first time
            assertThat(again.messageId()).isEqualTo(later.messageId());
            accepted(ann.toGroup(group, "again", StringNode.valueOf("again")).join());
            List<InboxEntry> all = reader.await(7);
            assertThat(all).extracting(InboxEntry::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
            assertThat(all).extracting(InboxEntry::messageId).doesNotHaveDuplicates();
            assertThat(bob.position()).isEqualTo(new Client.Position(epoch, 7));
            assertHistory(platform, all);
            ann.close();
            bob.close();
        }
    }

    private void assertHistory(Platform platform, List<InboxEntry> inbox) {
        assertThat(platform.awaitHistory(Json.object().put("userID", "ann"), "bob", 4))
                .isEqualTo(rows(inbox, "d:ann:bob"));
        assertThat(platform.awaitHistory(Json.object().put("groupID", group), "bob", 3))
                .isEqualTo(rows(inbox, "g:" + group));
    }

    private static List<String> rows(List<InboxEntry> inbox, String conversation) {
        return inbox.stream()
                .filter(entry -> entry.conversation().equals(conversation))
                .map(entry -> entry.seq() + " " + entry.messageId())
                .toList();
    }

    private static Outcome.Accepted accepted(Client sender, String receiver, String id) {
        return accepted(sender.toUser(receiver, id, StringNode.valueOf(id)).join());
    }

    private static Outcome.Accepted accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return (Outcome.Accepted) outcome;
    }
}
