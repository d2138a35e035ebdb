package io.fluxim.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.standalone.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before any store is opened, and that everything is as it was then. */
class RefusalsTest {

    private static final Backup BACKUP = new Backup(Clock.systemUTC());

    @TempDir
    Path dir;

    private Path installation() throws IOException {
        Path data = dir.resolve("data");
        for (String store : List.of("kafka", "mariadb", "mongodb", "secrets")) {
            Files.createDirectories(data.resolve(store));
        }
        return data;
    }

    @Test
    void givenStoreElsewhere_whenBackedUp_thenItIsNamed() throws IOException {
        Path data = installation();
        Files.delete(data.resolve("mongodb"));
        assertThatThrownBy(() -> BACKUP.take(data, dir.resolve("b.zip")))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("no mongodb in");
    }

    @Test
    void givenStoreOfOnesOwnConfigured_whenBackedUp_thenRefused() throws IOException {
        Path data = installation();
        Files.writeString(data.resolve("fluxim.yml"), "spring.mongodb.uri: mongodb://elsewhere/fluxim\n");
        assertThatThrownBy(() -> BACKUP.take(data, dir.resolve("b.zip"))).hasMessageContaining("docs/backup.md");
    }

    @Test
    void givenDataInUse_whenBackedUpOrRestored_thenRefused() throws IOException {
        Path data = installation();
        Path file = emptyArchive();
        try (DataDirectory used = DataDirectory.claim(data)) {
            assertThatThrownBy(() -> BACKUP.take(used.root(), dir.resolve("b.zip")))
                    .hasMessageContaining("another process uses");
            assertThatThrownBy(() ->
                            new Restore(file).into(used.root(), Restore.Present.SET_ASIDE, Restore.Tokens.REVOKED))
                    .hasMessageContaining("another process uses");
        }
    }

    @Test
    void givenTargetThatIsThereOrInTheData_whenBackedUp_thenRefused() throws IOException {
        Path data = installation();
        Path there = Files.writeString(dir.resolve("b.zip"), "precious");
        assertThatThrownBy(() -> BACKUP.take(data, there)).hasMessageContaining("b.zip is there already");
        assertThat(there).hasContent("precious");
        assertThatThrownBy(() -> BACKUP.take(data, data)).hasMessageContaining("lost together with it");
    }

    @Test
    void givenDataThere_whenRestoredWithoutReplace_thenRefused() throws IOException {
        Path data = installation();
        Path file = emptyArchive();
        assertThatThrownBy(() -> new Restore(file).into(data, Restore.Present.REFUSED, Restore.Tokens.REVOKED))
                .hasMessageContaining("is not empty")
                .hasMessageContaining("--replace");
    }

    @Test
    void givenNoFile_whenRestored_thenRefused() {
        assertThatThrownBy(() -> new Restore(dir.resolve("none.zip"))
                        .into(dir.resolve("data"), Restore.Present.REFUSED, Restore.Tokens.REVOKED))
                .hasMessageContaining("there is no file");
    }

    @Test
    void givenDamagedFile_whenRestored_thenTheDataAreAsTheyWereAndNothingIsLeft() throws IOException {
        Path data = installation();
        Files.writeString(data.resolve("secrets/jwt-key"), "key");
        Path file = archive(data);
        byte[] bytes = Files.readAllBytes(file);
        bytes[30 + "secrets/jwt-key".length() + 1] ^= 0x11; // behind the header of the first entry
        Files.write(file, bytes);

        assertThatThrownBy(() -> new Restore(file).into(data, Restore.Present.SET_ASIDE, Restore.Tokens.REVOKED))
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("secrets/jwt-key");
        assertThat(data.resolve("secrets/jwt-key")).hasContent("key");
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left).containsExactlyInAnyOrder(data, file);
        }
    }

    private Path emptyArchive() throws IOException {
        return archive(Files.createDirectories(dir.resolve("nothing")));
    }

    private Path archive(Path data) throws IOException {
        Path file = dir.resolve("backup.zip");
        OwnerFiles.write(
                file, out -> new ArchiveWriter(data).write(out, Instant.EPOCH, new Inventory("e", new TreeMap<>())));
        return file;
    }
}
