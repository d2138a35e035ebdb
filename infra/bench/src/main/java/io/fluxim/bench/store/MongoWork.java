package io.fluxim.bench.store;

import io.fluxim.inbox.Inbox;
import io.fluxim.inbox.Origin;
import io.fluxim.inbox.Timeline;
import io.fluxim.protocol.MessageId;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The look-up of a batch, its messages in one ordered insert, then its inbox entries in as many as the route makes of them. */
final class MongoWork implements Work {

    private final Timeline timeline;
    private final Inbox inbox;
    private final Shape shape;
    private final List<Lane> lanes;
    /** Of records that there might have been. */
    private final AtomicLong offsets = new AtomicLong();

    MongoWork(Timeline timeline, Inbox inbox, Shape shape, int lanes) {
        this.timeline = timeline;
        this.inbox = inbox;
        this.shape = shape;
        this.lanes = Lane.of(shape, lanes);
    }

    @Override
    public Mono<Integer> batch(int lane) {
        List<Said> said = lanes.get(lane).next(shape.messages());
        List<MessageId> ids = said.stream().map(one -> one.message().id()).toList();
        List<Timeline.Stored> stored = said.stream()
                .map(one -> new Timeline.Stored(
                        one.message(),
                        new Origin(
                                lane, offsets.getAndIncrement(), one.message().at())))
                .toList();
        return timeline.recognise(ids)
                .then(timeline.append(stored))
                .thenMany(Flux.fromStream(() -> said.stream().flatMap(Said::entries)))
                .buffer(shape.entries())
                .concatMap(inbox::append)
                .then(Mono.just(said.size()));
    }
}
