package io.fluxim.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** That one at a time uses a directory. The operating system lets go of it when the process dies. */
final class DataLock implements AutoCloseable {

    /** Held by this JVM. A process that closes a file loses its lock on it, so a held one must not be opened again. */
    private static final Set<Path> MINE = ConcurrentHashMap.newKeySet();

    private final Path dir;
    private final FileChannel channel;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private DataLock(Path dir, FileChannel channel) {
        this.dir = dir;
        this.channel = channel;
    }

    /** {@link CannotStart} names the process that has it. */
    static DataLock of(Path directory) {
        Path dir = directory.toAbsolutePath().normalize();
        if (!MINE.add(dir)) {
            throw inUse(dir, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new DataLock(dir, locked(dir));
        } catch (IOException e) {
            MINE.remove(dir);
            throw new UncheckedIOException("the directory " + dir + " cannot be used", e);
        } catch (RuntimeException e) {
            MINE.remove(dir);
            throw e;
        }
    }

    private static FileChannel locked(Path dir) throws IOException {
        OwnerFile.createDirectories(dir);
        Path file = dir.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw inUse(dir, Files.readString(file).strip());
        }
        String pid = Long.toString(ProcessHandle.current().pid());
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private static CannotStart inUse(Path dir, String pid) {
        return new CannotStart("the data in " + dir + " are in use by process " + pid
                + "; stop that (./fluxim stop), or use another data directory");
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            try {
                channel.close(); // and with it the lock
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                MINE.remove(dir);
            }
        }
    }
}
