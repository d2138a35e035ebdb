package io.fluxim.pipeline;

import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.protocol.topic.Fanout;
import io.fluxim.protocol.topic.Push;
import io.fluxim.trace.Spans;
import java.util.List;

/** Sends traces on with what carries their messages. */
final class TracePropagation {

    private TracePropagation() {}

    static List<Outgoing<Fanout>> fanouts(List<Outgoing<Fanout>> records, Spans spans) {
        return spans.isEmpty()
                ? records
                : records.stream().map(record -> fanout(record, spans)).toList();
    }

    static List<Push> pushes(List<Push> pushes, Spans spans) {
        return spans.isEmpty()
                ? pushes
                : pushes.stream().map(push -> push(push, spans)).toList();
    }

    private static Outgoing<Fanout> fanout(Outgoing<Fanout> record, Spans spans) {
        return record.traced(spans.of(record.value().deliveries().stream()
                .map(delivery -> delivery.message().id())));
    }

    private static Push push(Push push, Spans spans) {
        return push.traced(
                spans.of(push.messages().stream().map(pushed -> pushed.message().id())));
    }
}
