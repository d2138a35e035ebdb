package io.fluxim.bench.store;

import io.fluxim.history.History;
import io.fluxim.protocol.Message;
import java.util.List;
import reactor.core.publisher.Mono;

/** The rows of a batch. */
final class MariaDbWork implements Work {

    private final History history;
    private final Shape shape;
    private final List<Lane> lanes;

    MariaDbWork(History history, Shape shape, int lanes) {
        this.history = history;
        this.shape = shape;
        this.lanes = Lane.of(shape, lanes);
    }

    @Override
    public Mono<Integer> batch(int lane) {
        List<Message> rows =
                lanes.get(lane).next(shape.rows()).stream().map(Said::message).toList();
        return history.append(rows).map(appended -> {
            if (appended.stored() != rows.size()) {
                throw new IllegalStateException(
                        "the history took " + appended.stored() + " of " + rows.size() + " rows");
            }
            return rows.size();
        });
    }
}
