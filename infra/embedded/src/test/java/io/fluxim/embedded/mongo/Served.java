package io.fluxim.embedded.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** A stand-in behind a port with a client before it. */
record Served(StandIn standIn, MongoServer server, MongoClient client) implements AutoCloseable {

    static Served from(Path dir) throws IOException {
        StandIn standIn = new StandIn(dir);
        MongoServer server = new MongoServer(standIn);
        InetSocketAddress address = server.bind();
        return new Served(
                standIn,
                server,
                MongoClients.create("mongodb://127.0.0.1:" + address.getPort() + "/?retryWrites=false"));
    }

    MongoDatabase database() {
        return client.getDatabase("fluxim");
    }

    /** As a crash would. */
    void crash() throws IOException {
        standIn.abandon();
        client.close();
        server.shutdownNow();
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }
}
