package io.fluxim.kafka.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.topic.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TraceHeadersTest {

    private static final TraceParent ONE = new TraceParent(new MessageId("1".repeat(32)), 1);
    private static final TraceParent TWO = new TraceParent(new MessageId("2".repeat(32)), -2);

    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void givenTraces_whenWritten_thenReadAgainInTheirOrder() {
        TraceHeaders.write(List.of(TWO, ONE), headers);
        assertThat(headers)
                .hasSize(2)
                .allSatisfy(header -> assertThat(header.key()).isEqualTo("traceparent"));
        assertThat(TraceHeaders.read(headers)).containsExactly(TWO, ONE);
    }

    @Test
    void givenNoTraces_whenWritten_thenNoHeader() {
        TraceHeaders.write(List.of(), headers);
        assertThat(headers).isEmpty();
        assertThat(TraceHeaders.read(headers)).isEmpty();
    }

    @Test
    void givenOtherAndMalformedHeaders_whenRead_thenIgnored() {
        headers.add("traceparent", "00-garbage".getBytes(StandardCharsets.UTF_8));
        headers.add("traceparent", new byte[] {-1, 0});
        headers.add("traceparent", null);
        headers.add("tracestate", ONE.text().getBytes(StandardCharsets.UTF_8));
        TraceHeaders.write(List.of(ONE), headers);
        assertThat(TraceHeaders.read(headers)).containsExactly(ONE);
    }
}
