package io.fluxim.pipeline;

import io.fluxim.kafka.RecordSink;
import io.fluxim.pipeline.deadletter.DeadLetters;
import io.fluxim.protocol.topic.TraceParent;
import io.fluxim.trace.Tracing;
import java.util.List;

/** Where a flow's records, its dead ones, its numbers and its traces go. */
record Outputs(RecordSink sink, DeadLetters deadLetters, PipelineMeters meters, Tracing tracing) {

    /** A batch has arrived at this stage, with these traces. */
    Handling handling(PipelineMeters.Stage stage, List<TraceParent> traces) {
        return new Handling(meters.begun(stage), tracing.proceed(stage.traced(), traces));
    }
}
