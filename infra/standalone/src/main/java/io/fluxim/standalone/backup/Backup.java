package io.fluxim.standalone.backup;

import io.fluxim.standalone.CannotRun;
import io.fluxim.standalone.DataDirectory;
import io.fluxim.standalone.Settings;
import io.fluxim.standalone.Stores;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Backs up an installation that does not run. All of it is of one instant, since nothing moves: what is in the log, what
 * was made of it, and how far its readers are.
 *
 * <p>The stores are opened first, alone, and counted: that proves that they open, ends what a crash left, and tells what the
 * archive holds.
 */
public final class Backup {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Clock clock;

    public Backup(Clock clock) {
        this.clock = clock;
    }

    /**
     * What was made.
     *
     * @param bytes of the archive
     * @param holds in a line for people
     * @param waits records in the log that the applications have not handled yet
     */
    public record Made(Path file, long bytes, String holds, long waits) {}

    /**
     * @param data   the data directory
     * @param target a file that does not exist, or a directory that gets one; the archive is there whole or not at all
     */
    public Made take(Path data, Path target) {
        for (String store : List.of("kafka", "mariadb", "mongodb", "secrets")) {
            if (!Files.isDirectory(data.resolve(store))) {
                throw new BackupFailed(
                        "there is no " + store + " in " + data + ", so this is not all of an installation."
                                + " A store of your own is backed up with its own means: docs/backup.md");
            }
        }
        Instant now = clock.instant();
        try (DataDirectory claimed = DataDirectory.claim(data)) {
            requireAllEmbedded(Settings.load(claimed));
            Path file = Files.isDirectory(target) ? target.resolve("fluxim-" + STAMP.format(now) + ".zip") : target;
            return take(claimed.root(), file.toAbsolutePath().normalize(), now);
        } catch (CannotRun e) {
            throw new BackupFailed(String.valueOf(e.getMessage()), e);
        } catch (FileAlreadyExistsException e) {
            throw new BackupFailed(e.getFile() + " is there already; name another file", e);
        } catch (IOException e) {
            throw new BackupFailed("the backup could not be written: " + e, e);
        }
    }

    private static void requireAllEmbedded(Settings settings) {
        if (Stores.wanted(settings).size() < 4) {
            throw new BackupFailed(
                    "a store of your own is configured (fluxim.yml or the environment), and a backup without "
                            + "it would not fit together: docs/backup.md says how");
        }
    }

    private static Made take(Path data, Path file, Instant now) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        if (file.startsWith(data)) {
            throw new BackupFailed("a backup in " + data + " would be lost together with it; name another place");
        }
        Inventory content;
        try (ResidentStores stores = ResidentStores.open(data)) {
            content = stores.count();
        }
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        partial.toFile().deleteOnExit(); // Ctrl-C
        try {
            OwnerFiles.write(partial, out -> new ArchiveWriter(data).write(out, now, content));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            OwnerFiles.force(OwnerFiles.folder(file));
        } finally {
            Files.deleteIfExists(partial);
        }
        return new Made(file, Files.size(file), content.sentence(), content.count(Inventory.WAITING));
    }
}
