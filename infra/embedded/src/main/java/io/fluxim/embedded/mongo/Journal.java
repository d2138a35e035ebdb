package io.fluxim.embedded.mongo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records appended to a file, each with its length and a checksum: {@code int length, int crc32c, bytes}.
 *
 * <p>An append has reached the operating system when it returns; {@link #force} brings it to the disk. A broken record
 * ends the journal: it was being written when the process or the machine went down, and nobody was told that it is
 * kept. It and what follows is moved into a file beside, so that an accident of another kind can be looked at.
 */
final class Journal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final int HEADER_BYTES = 8;

    private final Path file;
    private FileChannel channel;
    private boolean forced = true;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Reads all whole records in their order, cuts off what is torn, and is ready to append. */
    static Journal open(Path file, Consumer<ByteBuf> record) throws IOException {
        long whole = Files.exists(file) ? read(file, record) : 0;
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.size() > whole) {
            keepTorn(file, whole);
            channel.truncate(whole);
            channel.force(true);
        }
        channel.position(whole);
        return new Journal(file, channel);
    }

    /** Writes a new journal and puts it in the place of the old one in one step; the old one is then of no use. */
    static Journal replacing(Path file, Snapshot content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        Journal journal = new Journal(file, channel);
        content.writeTo(journal);
        channel.force(true);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
        return journal;
    }

    /** The end of the last whole record. */
    private static long read(Path file, Consumer<ByteBuf> record) throws IOException {
        long end = 0;
        long size = Files.size(file);
        try (InputStream in = Files.newInputStream(file);
                DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 20))) {
            while (size - end >= HEADER_BYTES) {
                int length = data.readInt();
                int checksum = data.readInt();
                if (length <= 0 || length > size - end - HEADER_BYTES) {
                    return end;
                }
                byte[] bytes = data.readNBytes(length);
                if (checksum(ByteBuffer.wrap(bytes)) != checksum) {
                    return end;
                }
                record.accept(Unpooled.wrappedBuffer(bytes));
                end += HEADER_BYTES + length;
            }
        } catch (EOFException shorterThanItsSize) {
            return end;
        }
        return end;
    }

    private static void keepTorn(Path file, long whole) throws IOException {
        Path torn = file.resolveSibling(file.getFileName() + ".torn");
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(
                        torn,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            long bytes = from.transferTo(whole, from.size() - whole, to);
            log.warn("mongodb journal cut: file={} at={} bytes={} kept={}", file, whole, bytes, torn);
        }
    }

    /** Returns when the operating system has it. A failed append leaves no trace, or the journal must not be used on. */
    void append(ByteBuf record) throws IOException {
        ByteBuffer bytes = record.nioBuffer();
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putInt(bytes.remaining()).putInt(checksum(bytes.duplicate())).flip();
        ByteBuffer[] parts = {header, bytes};
        while (bytes.hasRemaining()) {
            channel.write(parts);
        }
        forced = false;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Returns when the disk has everything that was appended before. */
    void force() throws IOException {
        if (!forced && channel.isOpen()) {
            forced = true;
            channel.force(false);
        }
    }

    Path file() {
        return file;
    }

    long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
