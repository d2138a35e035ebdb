package io.fluxim.standalone;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where one Fluxim keeps everything, claimed by one process at a time.
 *
 * <p>{@code run/fluxim.pid} holds this process's id and start time, by which the launcher finds it and never mistakes
 * another; {@code run/ready} what to tell people and {@code run/addresses} the same for the commands, both only while it is ready.
 * {@code run/stores}, for its owner only, tells a command that looks into the embedded stores how they are reached.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String STORES = "run/stores";

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Makes and claims it; {@link CannotRun} where another process has it. */
    public static DataDirectory claim(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root.resolve("run"));
            Files.createDirectories(root.resolve("logs"));
            FileChannel channel =
                    FileChannel.open(root.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel) == null) {
                channel.close();
                throw new CannotRun("another process uses " + root + "; ./fluxim status says which");
            }
            DataDirectory claimed = new DataDirectory(root, channel);
            claimed.notReady();
            claimed.write("run/fluxim.pid", ProcessHandle.current().pid() + " " + startTime() + "\n");
            return claimed;
        } catch (IOException e) {
            throw new CannotRun("cannot write in " + root + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    /** Clock ticks since boot, field 22 of the kernel's line about this process. */
    private static String startTime() throws IOException {
        String line = Files.readString(Path.of("/proc/self/stat"));
        return line.substring(line.lastIndexOf(')') + 2).split(" ")[19];
    }

    public Path root() {
        return root;
    }

    Path logs() {
        return root.resolve("logs");
    }

    /**
     * Tells the launcher and the commands.
     *
     * @param addresses by name
     * @param text      the same for people
     */
    void ready(Map<String, String> addresses, String text) {
        try {
            write("run/addresses", lines(addresses));
            write("run/ready", text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells commands how the embedded stores are reached, passwords included: the file is its owner's alone. */
    void storesReady(Map<String, String> connections) {
        try {
            Path file = root.resolve(STORES);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, lines(connections));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How the embedded stores of the process that is ready with this directory are reached, by key; empty where none is. A
     * store of the operator's own is not among them.
     */
    public static Optional<Map<String, String>> stores(Path directory) {
        Properties found = new Properties();
        try (Reader lines = Files.newBufferedReader(directory.resolve(STORES))) {
            found.load(lines);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CannotRun("cannot read in " + directory + ": " + e.getMessage(), e);
        }
        return Optional.of(
                found.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, found::getProperty)));
    }

    /** From here on nobody should come. */
    void notReady() {
        try {
            Files.deleteIfExists(root.resolve("run/ready"));
            Files.deleteIfExists(root.resolve("run/addresses"));
            Files.deleteIfExists(root.resolve(STORES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private void write(String name, String text) throws IOException {
        Path fresh = root.resolve(name + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, root.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        notReady();
        try {
            Files.deleteIfExists(root.resolve("run/fluxim.pid"));
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
