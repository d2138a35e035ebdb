package io.fluxim.testkit;

import io.fluxim.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the stores of this JVM live: a directory of its own below the module's target, gone with the JVM. */
final class TestDirectory {

    private static final Path ROOT = Path.of(System.getProperty("user.dir"), "target", "stores");
    private static final Path MINE =
            ROOT.resolve(Long.toString(ProcessHandle.current().pid()));

    /** In the order of their start; guarded by itself. */
    private static final List<EmbeddedStore> STORES = Collections.synchronizedList(new ArrayList<>());

    static {
        deleteLeftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(TestDirectory::end, "test-stores-end"));
    }

    private TestDirectory() {}

    static Path of(String store) {
        return MINE.resolve(store);
    }

    /** Stopped when the JVM ends. */
    static void own(EmbeddedStore store) {
        STORES.add(store);
    }

    private static void end() {
        List<EmbeddedStore> stores = new ArrayList<>(STORES);
        Collections.reverse(stores);
        stores.parallelStream().forEach(EmbeddedStore::close);
        delete(MINE);
    }

    /** Those of JVMs that were killed. */
    private static void deleteLeftovers() {
        if (!Files.isDirectory(ROOT)) {
            return;
        }
        try (Stream<Path> directories = Files.list(ROOT)) {
            directories.filter(TestDirectory::isOfTheDead).forEach(TestDirectory::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfTheDead(Path directory) {
        String name = directory.getFileName().toString();
        return !name.matches("\\d+") || ProcessHandle.of(Long.parseLong(name)).isEmpty();
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException alreadyGone) {
            // a server that was just stopped has tidied up by itself
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
