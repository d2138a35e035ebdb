package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the stand-in: one writer or many readers at a time, and no reply before its changes are journaled.
 *
 * <p>So the order of the journal is the order of application, and nobody has read what a crash could take back. What
 * differs from MongoDB: write and read concerns are accepted and mean nothing, there are no sessions, transactions,
 * change streams, TTL and non-unique indexes, and no {@code $out} and {@code $merge}.
 */
public final class StandIn extends AbstractMongoBackend implements AutoCloseable {

    private static final Set<String> DOCUMENT_WRITES = Set.of("insert", "update", "delete", "findandmodify");
    private static final Set<String> STRUCTURE_WRITES =
            Set.of("create", "createindexes", "drop", "dropindexes", "dropdatabase", "renamecollection");

    /** The server keeps something about each connection; replayed commands have none. */
    private static final Channel NOBODY = new EmbeddedChannel();

    private final Changes changes = new Changes();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final StandInJournal journal;

    /** Set by the writer that could not journal its changes: from then on memory and journal differ. */
    private volatile @Nullable IOException failure;

    /** Reads the journal in {@code dir}, which must exist. */
    public StandIn(Path dir) throws IOException {
        version(ServerVersion.MONGO_5_0);
        this.journal = StandInJournal.open(dir, this, lock.writeLock());
        changes.record();
    }

    @Override
    protected OrderedDatabase openOrCreateDatabase(String name) {
        return new OrderedDatabase(name, getCursorRegistry(), changes);
    }

    OrderedDatabase database(String name) {
        MongoDatabase database = resolveDatabase(name);
        return (OrderedDatabase) database;
    }

    Set<String> databases() {
        return listDatabaseNames();
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        String word = command.toLowerCase(Locale.ROOT);
        if (word.equals("hello")) {
            return super.handleCommand(channel, database, "ismaster", query).append("isWritablePrimary", true);
        }
        if (DOCUMENT_WRITES.contains(word) || STRUCTURE_WRITES.contains(word)) {
            return write(channel, database, command, query);
        }
        refuseUnjournaled(query);
        lock.readLock().lock();
        try {
            requireWhole();
            return super.handleCommand(channel, database, command, query);
        } finally {
            lock.readLock().unlock();
        }
    }

    private Document write(Channel channel, String database, String command, Document query) {
        lock.writeLock().lock();
        try {
            requireWhole();
            Document reply;
            try {
                reply = Bulks.run(command, query, part -> super.handleCommand(channel, database, command, part));
                if (STRUCTURE_WRITES.contains(command.toLowerCase(Locale.ROOT))) {
                    changes.command(database, query);
                }
            } finally {
                keep(); // also what a command did before it failed
            }
            return reply;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** A change of the journal about collections and indexes. One that is gone already is not dropped again. */
    void apply(String database, Document command) {
        String word = command.keySet().iterator().next();
        boolean gone = word.equals("drop")
                && database(database).resolveCollection(String.valueOf(command.get(word)), false) == null;
        if (!gone) {
            super.handleCommand(NOBODY, database, word, command);
        }
    }

    /** From now on nothing is answered: what is in memory is not what a restart would find. */
    void fail(IOException e) {
        failure = e;
    }

    private void keep() {
        try {
            journal.append(changes);
        } catch (IOException e) {
            fail(e);
            throw new MongoServerException("the journal cannot be written: " + e.getMessage(), e);
        }
    }

    private void requireWhole() {
        IOException e = failure;
        if (e != null) {
            throw new MongoServerException("the journal could not be written, restart is needed: " + e.getMessage(), e);
        }
    }

    /** These would write past the lock and the journal. */
    private static void refuseUnjournaled(Document query) {
        if (query.get("pipeline") instanceof Collection<?> stages
                && stages.stream()
                        .map(Document.class::cast)
                        .anyMatch(stage -> stage.containsKey("$out") || stage.containsKey("$merge"))) {
            throw new MongoServerException("$out and $merge are not supported by the embedded stand-in");
        }
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        lock.readLock().lock();
        try {
            requireWhole();
            return super.handleQuery(query);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Documents that queries have looked at since the start. */
    public long examined() {
        return changes.examined();
    }

    /** Writes the journal anew from what is there; commands wait. */
    public void compact() throws IOException {
        journal.compact();
    }

    /** Lets the journal go as it is: what was not forced stays with the operating system. */
    public void abandon() throws IOException {
        journal.abandon();
        super.close();
    }

    /** Forces the journal to disk and lets it go; nothing is served afterwards. */
    @Override
    public void close() {
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        super.close();
    }
}
