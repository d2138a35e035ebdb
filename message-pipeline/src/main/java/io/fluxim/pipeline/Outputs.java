package io.fluxim.pipeline;

import io.fluxim.kafka.RecordSink;
import io.fluxim.pipeline.deadletter.DeadLetters;
import io.fluxim.trace.Tracing;

/** Where a flow's records, its dead ones, its numbers and its traces go. */
record Outputs(RecordSink sink, DeadLetters deadLetters, PipelineMeters meters, Tracing tracing) {}
