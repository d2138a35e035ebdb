package io.fluxim.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    private static final Instant MADE = Instant.parse("2026-01-02T03:04:05Z");
    private static final Inventory CONTENT =
            new Inventory("e1", new TreeMap<>(Map.of("mongodb.messages", 3L, "kafka.waiting", 2L)));

    @TempDir
    Path dir;

    private Path data;
    private Path file;

    @BeforeEach
    void writeOne() throws IOException {
        data = Files.createDirectories(dir.resolve("data"));
        put("secrets/jwt-key", "key");
        put("mongodb/journal", "journal".repeat(10_000));
        put("kafka/topic-0/0.log", "log");
        Files.createDirectories(data.resolve("mariadb/data/empty"));
        put("demo.json", "{}");
        file = dir.resolve("backup.zip");
        OwnerFiles.write(file, out -> new ArchiveWriter(data).write(out, MADE, CONTENT));
    }

    private void put(String name, String text) throws IOException {
        Files.createDirectories(OwnerFiles.folder(data.resolve(name)));
        Files.writeString(data.resolve(name), text);
    }

    @Test
    void givenDataDirectory_whenWrittenAndExtracted_thenAllOfItIsThereForItsOwnerOnly() throws IOException {
        Path target = Files.createDirectories(dir.resolve("target"));
        try (Archive archive = Archive.open(file)) {
            assertThat(archive.manifest().content()).isEqualTo(CONTENT);
            assertThat(archive.manifest().made()).isEqualTo("2026-01-02T03:04:05Z");
            assertThat(archive.manifest().version()).matches("\\d+\\..*");
            archive.verify();
            archive.extract(target);
        }
        assertThat(target.resolve("secrets/jwt-key")).hasContent("key");
        assertThat(target.resolve("mongodb/journal")).hasContent("journal".repeat(10_000));
        assertThat(target.resolve("kafka/topic-0/0.log")).hasContent("log");
        assertThat(target.resolve("mariadb/data/empty")).isEmptyDirectory();
        assertThat(permissions(target.resolve("secrets/jwt-key"))).isEqualTo("rw-------");
        assertThat(permissions(target.resolve("secrets"))).isEqualTo("rwx------");
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void givenWhatBelongsToARunningProcess_whenWritten_thenLeftOut() throws IOException {
        put("run/fluxim.pid", "1 2");
        put("logs/fluxim.log", "said");
        put("lock", "1");
        put("redis/appendonly.aof", "heads");
        put("mariadb/server.pid", "3");
        put("mariadb/lock", "3");
        put("kafka/lock/kept", "a topic may have any name");
        Path other = dir.resolve("other.zip");
        OwnerFiles.write(other, out -> new ArchiveWriter(data).write(out, MADE, CONTENT));
        try (Archive archive = Archive.open(other)) {
            assertThat(archive.manifest().files())
                    .extracting(Manifest.Item::path)
                    .containsExactlyInAnyOrder(
                            "secrets/jwt-key",
                            "mongodb/journal",
                            "kafka/topic-0/0.log",
                            "kafka/lock/kept",
                            "demo.json");
        }
    }

    @Test
    void givenStoreBehindALink_whenWritten_thenItsContentIsInIt() throws IOException {
        Path elsewhere = Files.createDirectories(dir.resolve("big disk"));
        Files.move(data.resolve("kafka"), elsewhere.resolve("kafka"));
        Files.createSymbolicLink(data.resolve("kafka"), elsewhere.resolve("kafka"));
        Path other = dir.resolve("other.zip");
        OwnerFiles.write(other, out -> new ArchiveWriter(data).write(out, MADE, CONTENT));
        try (Archive archive = Archive.open(other)) {
            assertThat(archive.manifest().files())
                    .extracting(Manifest.Item::path)
                    .contains("kafka/topic-0/0.log");
        }
    }

    @Test
    void givenTruncatedFile_whenOpened_thenRefused() throws IOException {
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(cut.length() - 100);
        }
        assertThatThrownBy(() -> Archive.open(file).close())
                .isInstanceOf(BackupFailed.class)
                .hasMessageContaining("backup.zip is no whole backup");
    }

    @Test
    void givenFlippedByte_whenVerified_thenTheFileIsNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = indexOf(bytes, "mongodb/journal") + "mongodb/journal".length() + 20;
        bytes[at] ^= 0x55;
        Files.write(file, bytes);
        try (Archive archive = Archive.open(file)) {
            assertThatThrownBy(archive::verify)
                    .isInstanceOf(BackupFailed.class)
                    .hasMessageContaining("mongodb/journal is not what was backed up");
        }
    }

    private static int indexOf(byte[] bytes, String name) {
        byte[] sought = name.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length - sought.length; i++) {
            if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void givenOtherContentInAWholeZip_whenVerified_thenTheFileIsNamed() throws IOException {
        rewrite("secrets/jwt-key", "kez");
        try (Archive archive = Archive.open(file)) {
            assertThatThrownBy(archive::verify)
                    .hasMessageContaining("secrets/jwt-key is not what was backed up")
                    .hasMessageContaining("SHA-256");
        }
    }

    @Test
    void givenMissingOrUnlistedFile_whenOpened_thenItIsNamed() throws IOException {
        rewrite("demo.json", null);
        assertThatThrownBy(() -> Archive.open(file).close()).hasMessageContaining("lacks demo.json");
        rewrite("evil", "x");
        rewrite("demo.json", "{}");
        assertThatThrownBy(() -> Archive.open(file).close()).hasMessageContaining("has evil");
    }

    @Test
    void givenManifestThatLeadsOut_whenExtracted_thenRefused() throws IOException {
        String json = new String(read(Manifest.NAME), StandardCharsets.UTF_8);
        rewrite("demo.json", null);
        rewrite("../evil", "{}");
        rewrite(Manifest.NAME, json.replace("\"demo.json\"", "\"../evil\""));
        Path target = Files.createDirectories(dir.resolve("target"));
        try (Archive archive = Archive.open(file)) {
            assertThatThrownBy(() -> archive.extract(target)).hasMessageContaining("leads out of its directory");
        }
        assertThat(dir.resolve("evil")).doesNotExist();
    }

    @Test
    void givenAnotherFormat_whenOpened_thenRefusedByNumber() throws IOException {
        String json = new String(read(Manifest.NAME), StandardCharsets.UTF_8);
        rewrite(Manifest.NAME, json.replaceFirst("\"format\" : 1", "\"format\" : 2"));
        assertThatThrownBy(() -> Archive.open(file).close()).hasMessageContaining("format 2, this Fluxim reads 1");
        rewrite(Manifest.NAME, "nonsense");
        assertThatThrownBy(() -> Archive.open(file).close()).hasMessageContaining("manifest.json cannot be read");
    }

    private byte[] read(String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    /** The same archive with one entry changed, added, or where the text is null left out. */
    private void rewrite(String name, @Nullable String text) throws IOException {
        Path fresh = dir.resolve("rewritten.zip");
        try (ZipFile zip = new ZipFile(file.toFile());
                OutputStream out = Files.newOutputStream(fresh);
                ZipOutputStream rewritten = new ZipOutputStream(out)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.getName().equals(name)) {
                    rewritten.putNextEntry(new ZipEntry(entry.getName()));
                    zip.getInputStream(entry).transferTo(rewritten);
                }
            }
            if (text != null) {
                rewritten.putNextEntry(new ZipEntry(name));
                rewritten.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
