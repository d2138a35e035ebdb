package io.fluxim.bench.store;

import io.fluxim.kafka.Outgoing;
import io.fluxim.kafka.RecordSink;
import io.fluxim.kafka.Topic;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.topic.Delivery;
import io.fluxim.protocol.topic.Fanout;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.protocol.topic.Push;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All records of a message: accepted one by one, then sequenced and fanned out together, then pushed to one node, each after
 * the acknowledgement of those before. That they are read, too, is left out.
 */
final class KafkaWork implements Work {

    private static final NodeId NODE = new NodeId("bench");

    private final RecordSink sink;
    private final PartitionCounts partitions;
    private final Shape shape;
    private final List<Lane> lanes;

    KafkaWork(RecordSink sink, PartitionCounts partitions, Shape shape) {
        this.sink = sink;
        this.partitions = partitions;
        this.shape = shape;
        this.lanes = Lane.of(shape, partitions.accepted());
    }

    @Override
    public Mono<Integer> batch(int lane) {
        List<Said> said = lanes.get(lane).next(shape.messages());
        Map<Integer, List<Delivery>> deliveries = deliveries(said);
        return Flux.fromIterable(said)
                .flatMap(one -> sink.append(accepted(lane, one)), said.size())
                .then(sink.appendAll(planned(said, deliveries)))
                .then(sink.appendAll(pushed(deliveries)))
                .thenReturn(said.size());
    }

    private static Outgoing<?> accepted(int lane, Said said) {
        return new Outgoing<>(
                Topic.ACCEPTED,
                lane,
                said.message().conversation().key(),
                said.message().envelope());
    }

    private List<Outgoing<?>> planned(List<Said> said, Map<Integer, List<Delivery>> deliveries) {
        List<Outgoing<?>> records = new ArrayList<>();
        for (Said one : said) {
            String key = one.message().conversation().key();
            records.add(
                    new Outgoing<>(Topic.SEQUENCED, Partitions.of(key, partitions.sequenced()), key, one.message()));
        }
        deliveries.forEach((partition, share) ->
                records.add(new Outgoing<>(Topic.FANOUT, partition, "f" + partition, new Fanout(share, List.of()))));
        return records;
    }

    private static List<Outgoing<?>> pushed(Map<Integer, List<Delivery>> deliveries) {
        return deliveries.values().stream()
                .<Outgoing<?>>map(share -> new Outgoing<>(Topic.PUSH, 0, NODE.value(), push(share)))
                .toList();
    }

    private static Push push(List<Delivery> share) {
        List<Push.Pushed> messages = share.stream()
                .map(delivery -> new Push.Pushed(
                        delivery.message(),
                        delivery.receivers().stream()
                                .map(user -> new Push.Receiver(
                                        user,
                                        new Position(delivery.message().seq().value())))
                                .toList()))
                .toList();
        return new Push(NODE, messages, List.of(), List.of());
    }

    /** By partition of the inboxes. */
    private Map<Integer, List<Delivery>> deliveries(List<Said> said) {
        Map<Integer, List<Delivery>> deliveries = new TreeMap<>();
        for (Said one : said) {
            one.members().stream()
                    .collect(Collectors.groupingBy(user -> Partitions.of(user.value(), partitions.fanout())))
                    .forEach((partition, users) -> deliveries
                            .computeIfAbsent(partition, absent -> new ArrayList<>())
                            .add(new Delivery(one.message(), users)));
        }
        return deliveries;
    }
}
