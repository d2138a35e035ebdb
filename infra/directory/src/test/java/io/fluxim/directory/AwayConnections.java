package io.fluxim.directory;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Connections to a store that can be taken away; counts how often one was asked for. */
public final class AwayConnections implements ConnectionFactory {

    private final ConnectionFactory there;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;

    public AwayConnections(ConnectionFactory there) {
        this.there = there;
    }

    public void away(boolean now) {
        away = now;
    }

    public int asked() {
        return asked.get();
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.defer(() -> {
            asked.incrementAndGet();
            return away
                    ? Mono.error(new R2dbcNonTransientResourceException("away"))
                    : Mono.from(there.create()).map(Connection.class::cast);
        });
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return there.getMetadata();
    }
}
