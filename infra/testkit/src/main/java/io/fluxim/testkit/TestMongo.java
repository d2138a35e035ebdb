package io.fluxim.testkit;

import io.fluxim.embedded.EmbeddedMongo;
import java.util.Optional;

/** MongoDB, or its stand-in, for tests. */
public final class TestMongo {

    private final TestServer server;
    private final String uri;

    private TestMongo(TestServer server, String uri) {
        this.server = server;
        this.uri = uri;
    }

    static TestMongo startNew() {
        String given = System.getProperty("fluxim.test.mongodb", "");
        if (!given.isEmpty()) {
            return new TestMongo(new TestServer(Optional.empty()), given);
        }
        EmbeddedMongo mongo = new EmbeddedMongo(TestDirectory.of("mongodb"), 0);
        return new TestMongo(new TestServer(Optional.of(mongo)), mongo.uri());
    }

    /** The connection string of the server. */
    public String uri() {
        return uri;
    }

    /** The name of a database that nobody has used. */
    public String freshName(String purpose) {
        return Fresh.name(purpose);
    }

    /** A connection string with a database that nobody has used. */
    public String freshUri(String purpose) {
        return uriOf(freshName(purpose));
    }

    /** The connection string with this database. */
    public String uriOf(String database) {
        int query = uri.indexOf('?');
        String options = query < 0 ? "" : uri.substring(query);
        String rest = query < 0 ? uri : uri.substring(0, query);
        int path = rest.indexOf('/', rest.indexOf("://") + 3);
        return (path < 0 ? rest : rest.substring(0, path)) + "/" + database + options;
    }

    /** Stops the stand-in in mid-flight: connections break, its journal is not closed. */
    public void kill() {
        server.kill();
    }

    /** A clean stop. */
    public void stop() {
        server.stop();
    }

    /** Starts it again at the same port with what it held. */
    public void start() {
        server.start();
    }
}
