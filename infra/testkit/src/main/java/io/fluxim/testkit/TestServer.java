package io.fluxim.testkit;

import io.fluxim.embedded.EmbeddedStore;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A store that tests may stop and start again, if it is one of ours. */
final class TestServer {

    private final Optional<? extends EmbeddedStore> embedded;

    TestServer(Optional<? extends EmbeddedStore> embedded) {
        this.embedded = embedded;
        embedded.ifPresent(TestDirectory::own);
        embedded.ifPresent(EmbeddedStore::start);
    }

    void kill() {
        own().kill();
    }

    void stop() {
        own().close();
    }

    void start() {
        own().start();
    }

    private EmbeddedStore own() {
        Assumptions.assumeTrue(embedded.isPresent(), "this test stops its store, which only an embedded one allows");
        return embedded.orElseThrow();
    }
}
