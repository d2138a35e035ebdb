package io.fluxim.kafka.topic;

import io.fluxim.protocol.topic.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The traces of a record's messages: the header {@code traceparent}, once for each. What is none is ignored. */
public final class TraceHeaders {

    static final String NAME = "traceparent";

    private TraceHeaders() {}

    public static void write(List<TraceParent> traces, Headers headers) {
        for (TraceParent trace : traces) {
            headers.add(NAME, trace.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    public static List<TraceParent> read(Headers headers) {
        Header[] all = headers.toArray();
        if (all.length == 0) { // nearly always
            return List.of();
        }
        List<TraceParent> found = new ArrayList<>(all.length);
        for (Header header : all) {
            if (header.key().equals(NAME) && header.value() != null) {
                TraceParent.parse(new String(header.value(), StandardCharsets.UTF_8))
                        .ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }
}
