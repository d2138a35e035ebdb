package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What one command changed, as a run of BSON documents for the journal:
 *
 * <pre>
 * {n: "db.collection", p: document}   put, over what has its _id
 * {n: "db.collection", d: _id}        delete
 * {b: "db", c: command}               a command about collections and indexes, to be run again
 * </pre>
 *
 * <p>Effects, not requests: the server's own choices (ids of upserts, which document an update met) replay the same.
 * Only the holder of the write lock touches it; the count of examined documents alone is shared.
 */
final class Changes {

    /** Bytes kept from one command to the next; a larger buffer is given back. */
    private static final int KEPT_BYTES = 1 << 20;

    private final LongAdder examined = new LongAdder();
    private ByteBuf buffer = Unpooled.buffer();
    private boolean recording;
    private long count;

    /** From now on changes are kept: not before the journal has been replayed. */
    void record() {
        recording = true;
    }

    /** @param document as BSON, which it stays */
    void put(OrderedCollection collection, byte[] document) {
        if (recorded(collection)) {
            int start = buffer.writerIndex();
            write(new Document("n", collection.getFullName()));
            buffer.writerIndex(buffer.writerIndex() - 1) // its end, which comes behind the next field
                    .writeByte(BsonConstants.TYPE_EMBEDDED_DOCUMENT)
                    .writeByte('p')
                    .writeByte(BsonConstants.STRING_TERMINATION)
                    .writeBytes(document)
                    .writeByte(BsonConstants.TERMINATING_BYTE)
                    .setIntLE(start, buffer.writerIndex() - start);
        }
    }

    void remove(OrderedCollection collection, @Nullable Object id) {
        if (recorded(collection)) {
            write(new Document("n", collection.getFullName()).append("d", id));
        }
    }

    void command(String database, Document command) {
        if (recording) {
            write(new Document("b", database).append("c", command));
        }
    }

    /** What the server keeps about its collections follows from the commands. */
    private boolean recorded(OrderedCollection collection) {
        return recording && !collection.getCollectionName().startsWith("system.");
    }

    private void write(Document change) {
        BsonEncoder.encodeDocument(change, buffer);
        count++;
    }

    boolean isEmpty() {
        return !buffer.isReadable();
    }

    ByteBuf bytes() {
        return buffer;
    }

    void clear() {
        count = 0;
        if (buffer.capacity() > KEPT_BYTES) {
            buffer = Unpooled.buffer();
        } else {
            buffer.clear();
        }
    }

    /** How many changes that is. */
    long count() {
        return count;
    }

    void countExamined() {
        examined.increment();
    }

    /** Documents that queries have looked at: far more than they returned means that no index served them. */
    long examined() {
        return examined.sum();
    }
}
