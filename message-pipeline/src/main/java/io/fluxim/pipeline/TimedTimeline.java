package io.fluxim.pipeline;

import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.pipeline.PipelineMeters.PipelineStage;
import io.fluxim.pipeline.PipelineMeters.Step;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The timeline, with the time that the Sequence stage waits for it. */
record TimedTimeline(Timeline store, PipelineMeters meters) implements Timeline {

    @Override
    public Mono<Map<MessageId, Known>> recognise(Collection<MessageId> ids) {
        return meters.timed(PipelineStage.SEQUENCE, Step.RECOGNISE, store.recognise(ids));
    }

    @Override
    public Mono<Map<Conversation, Tail>> tails(Collection<Conversation> conversations) {
        return store.tails(conversations);
    }

    @Override
    public Mono<Void> append(List<Stored> messages) {
        return meters.timed(PipelineStage.SEQUENCE, Step.APPEND, store.append(messages));
    }

    @Override
    public Mono<Map<MessageId, Message>> messages(Collection<MessageId> ids) {
        return store.messages(ids);
    }

    @Override
    public Mono<List<Stored>> after(Conversation conversation, long after, int limit) {
        return store.after(conversation, after, limit);
    }
}
