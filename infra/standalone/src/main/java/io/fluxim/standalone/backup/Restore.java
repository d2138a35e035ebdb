package io.fluxim.standalone.backup;

import io.fluxim.embedded.EmbeddedStores;
import io.fluxim.standalone.CannotRun;
import io.fluxim.standalone.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings an installation back to what an archive holds.
 *
 * <p>Everything happens in a directory beside, which takes the place of the data directory in one step at the end: the
 * files are compared with their checksums, the stores are opened and counted, and two things are changed:
 *
 * <ul>
 *   <li>the epoch, since positions that were given out after the backup will be given out again, for other entries;
 *   <li>the key that signs tokens, unless told otherwise: who was logged out after the backup would come in again.
 * </ul>
 */
public final class Restore {

    private static final String SIGNING_KEY = "secrets/jwt-key";

    private final Path file;

    public Restore(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /** What becomes of the tokens that were issued before. */
    public enum Tokens {
        /** None is valid any more. */
        REVOKED,
        /** All are valid that were valid at the backup, those revoked since among them. */
        KEPT
    }

    /** What becomes of data that are there. */
    public enum Present {
        /** They are in the way. */
        REFUSED,
        /** They are renamed and stay beside. */
        SET_ASIDE
    }

    /** What an archive holds: when it was made, in which version, and how much. */
    public record Held(String made, String version, String holds) {

        private static Held of(Manifest manifest) {
            return new Held(
                    manifest.made(), manifest.version(), manifest.content().sentence());
        }
    }

    /**
     * What was done.
     *
     * @param aside where the data that were there are now
     * @param waits records that the applications will handle when they start
     */
    public record Done(Held held, String epoch, Optional<Path> aside, long waits) {

        private Done asideAt(Optional<Path> place) {
            return new Done(held, epoch, place, waits);
        }
    }

    /** Reads all of the archive and compares it with its checksums; changes nothing. */
    public Held check() {
        try (Archive archive = open()) {
            archive.verify();
            return Held.of(archive.manifest());
        } catch (IOException e) {
            throw new BackupFailed(file + " cannot be read: " + e, e);
        }
    }

    /** {@link BackupFailed} names what is in the way or wrong with the archive; the data directory is as it was then. */
    public Done into(Path directory, Present present, Tokens tokens) {
        Path data = directory.toAbsolutePath().normalize();
        Path fresh = data.resolveSibling(data.getFileName() + ".restoring");
        try (Archive archive = open()) {
            requireFree(data, present);
            requireSpace(data, archive.manifest().bytes());
            OwnerFiles.directory(fresh);
            // both are locked until all is in place: nobody starts on the one, and no second restore fills the other
            try (DataDirectory old = isEmpty(data) ? null : idle(data);
                    DataDirectory claimed = idle(fresh)) {
                return replace(archive, claimed.root(), data, tokens);
            }
        } catch (CannotRun e) {
            throw new BackupFailed(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new BackupFailed("the restore failed, and " + data + " is as it was: " + e, e);
        }
    }

    private Done replace(Archive archive, Path fresh, Path data, Tokens tokens) throws IOException {
        try {
            Done done = fill(archive, fresh, tokens);
            Optional<Path> aside = putInPlace(fresh, data);
            OwnerFiles.delete(data.resolve("run")); // this process's own traces
            return done.asideAt(aside);
        } finally {
            OwnerFiles.delete(fresh);
        }
    }

    private Done fill(Archive archive, Path fresh, Tokens tokens) throws IOException {
        clear(fresh);
        archive.extract(fresh);
        Manifest manifest = archive.manifest();
        String epoch = revive(fresh, manifest.content());
        if (tokens == Tokens.REVOKED) {
            Files.deleteIfExists(fresh.resolve(SIGNING_KEY)); // the next start makes another
        }
        return new Done(
                Held.of(manifest), epoch, Optional.empty(), manifest.content().count(Inventory.WAITING));
    }

    /** What a restore left that was killed, and not the lock. */
    private static void clear(Path fresh) throws IOException {
        try (Stream<Path> entries = Files.list(fresh)) {
            for (Path entry : entries.toList()) {
                if (!entry.equals(fresh.resolve("run"))) {
                    OwnerFiles.delete(entry);
                }
            }
        }
    }

    private Archive open() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BackupFailed("there is no file " + file);
        }
        return Archive.open(file);
    }

    private static void requireFree(Path data, Present present) throws IOException {
        if (present == Present.REFUSED && !isEmpty(data)) {
            throw new BackupFailed(data + " is not empty; --replace sets it aside, --data DIR restores elsewhere");
        }
    }

    private static boolean isEmpty(Path data) throws IOException {
        if (!Files.exists(data)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(data)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Claimed: nobody serves it, and no server that a killed process left behind. */
    private static DataDirectory idle(Path data) {
        List<String> servers = EmbeddedStores.leftRunning(data);
        if (!servers.isEmpty()) {
            throw new BackupFailed("in use: " + data + ", by " + String.join(", ", servers)
                    + "; stop that Fluxim, or where it was killed start and stop it");
        }
        return DataDirectory.claim(data);
    }

    private static void requireSpace(Path data, long bytes) throws IOException {
        OwnerFiles.directory(OwnerFiles.folder(data));
        long usable = Files.getFileStore(OwnerFiles.folder(data)).getUsableSpace();
        if (usable < bytes) {
            throw new BackupFailed("the backup needs " + bytes / 1_000_000 + " MB beside " + data + ", "
                    + usable / 1_000_000 + " are free");
        }
    }

    private String revive(Path fresh, Inventory expected) {
        try (ResidentStores stores = ResidentStores.open(fresh)) {
            List<String> differences = expected.differences(stores.count());
            if (!differences.isEmpty()) {
                throw new BackupFailed(
                        file + " does not open to what was backed up: " + String.join(", ", differences));
            }
            return stores.renewEpoch();
        }
    }

    /** Two renames; where the second fails, the first is undone. */
    private static Optional<Path> putInPlace(Path fresh, Path data) throws IOException {
        Optional<Path> aside = Optional.empty();
        if (!isEmpty(data)) {
            Path free = free(data);
            Files.move(data, free, StandardCopyOption.ATOMIC_MOVE);
            aside = Optional.of(free);
        }
        try {
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (aside.isPresent()) {
                Files.move(aside.get(), data, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        OwnerFiles.force(OwnerFiles.folder(data));
        return aside;
    }

    private static Path free(Path data) {
        int number = 1;
        while (Files.exists(data.resolveSibling(data.getFileName() + ".before-restore-" + number))) {
            number++;
        }
        return data.resolveSibling(data.getFileName() + ".before-restore-" + number);
    }
}
