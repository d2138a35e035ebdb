package io.fluxim.pipeline;

import io.fluxim.kafka.deadletter.DeadLetterWriter;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.protocol.topic.TraceParent;
import io.fluxim.trace.Tracing;
import java.util.List;

/** Where a flow's records, its dead ones, its numbers and its traces go. */
record Outputs(RecordSink sink, DeadLetterWriter deadLetters, PipelineMeters meters, Tracing tracing) {

    /** A batch has arrived at this stage, with these traces. */
    BatchObservation observe(PipelineMeters.PipelineStage stage, List<TraceParent> traces) {
        return new BatchObservation(meters.begun(stage), tracing.proceed(stage.traced(), traces));
    }
}
