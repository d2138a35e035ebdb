package io.fluxim.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Server programs out of the jars they come in, unpacked once into a directory that many processes may share.
 *
 * <p>A program's directory is whole or not there: it is filled under another name and renamed, under a file lock.
 */
final class Binaries {

    private final Path cache;

    Binaries(Path cache) {
        this.cache = cache.toAbsolutePath();
    }

    /**
     * The files below a folder of a jar on the class path.
     *
     * @param name   of the directory, with the version: another version is another directory
     * @param folder ends with a slash
     * @param anchor a file in the folder, by which the jar is found
     * @param wanted which paths below the folder are needed
     */
    Path unpacked(String name, String folder, String anchor, Predicate<String> wanted) throws IOException {
        Path home = cache.resolve(name);
        if (Files.isDirectory(home)) {
            return home;
        }
        synchronized (Binaries.class) { // a file lock is held by a process, not by a thread
            Files.createDirectories(cache);
            try (FileChannel channel = FileChannel.open(
                            cache.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !Files.isDirectory(home)) {
                    fill(home, folder, anchor, wanted);
                }
            }
        }
        return home;
    }

    private void fill(Path home, String folder, String anchor, Predicate<String> wanted) throws IOException {
        Path fresh = home.resolveSibling(home.getFileName() + ".new");
        delete(fresh);
        URL resource = Binaries.class.getClassLoader().getResource(folder + anchor);
        if (resource == null) {
            throw new CannotStart("the class path lacks " + folder + anchor);
        }
        JarURLConnection connection = (JarURLConnection) resource.openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            List<JarEntry> entries = jar.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(folder))
                    .filter(entry -> wanted.test(entry.getName().substring(folder.length())))
                    .toList();
            for (JarEntry entry : entries) {
                copy(jar, entry, fresh.resolve(entry.getName().substring(folder.length())));
            }
        }
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void copy(JarFile jar, JarEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Removes a directory with all that is in it; does nothing where there is none. */
    static void delete(Path dir) throws IOException {
        if (!Files.exists(dir)) {
            return;
        }
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
