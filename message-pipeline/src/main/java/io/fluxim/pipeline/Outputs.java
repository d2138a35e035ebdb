package io.fluxim.pipeline;

import io.fluxim.kafka.RecordSink;
import io.fluxim.pipeline.deadletter.DeadLetters;

/** Where a flow's records, its dead ones and its numbers go. */
record Outputs(RecordSink sink, DeadLetters deadLetters, PipelineMeters meters) {}
