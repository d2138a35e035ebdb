package io.fluxim.bench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxim.history.History;
import io.fluxim.history.InMemoryHistory;
import io.fluxim.history.PageRequest;
import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.timeline.InMemoryTimeline;
import io.fluxim.inbox.timeline.Origin;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SeedsTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final PartitionCounts PARTITIONS = new PartitionCounts(2, 2, 2);
    private static final int EACH = 7;

    private final Timeline timeline = new InMemoryTimeline();
    private final Inbox inbox = new InMemoryInbox();
    private final History history = new InMemoryHistory(Clock.systemUTC());
    private final List<Conversation.Direct> town = new ArrayList<>();

    SeedsTest() {
        for (int pair = 0; pair < 200; pair++) { // more than a batch
            town.add(Conversation.direct(new UserId("a" + pair), new UserId("b" + pair)));
        }
        new Seeds(timeline, inbox, history, PARTITIONS).sow(town, EACH);
    }

    private List<Timeline.Stored> stored(Conversation conversation) {
        return Objects.requireNonNull(timeline.after(conversation, 0, 100).block(SOON));
    }

    @Test
    void givenTown_whenSown_thenSeqsAndPositionsAreDenseAndTheHistoryHasTheSame() {
        for (Conversation.Direct conversation : town) {
            List<Message> messages =
                    stored(conversation).stream().map(Timeline.Stored::message).toList();
            assertThat(messages)
                    .extracting(message -> message.seq().value())
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
            for (UserId user : conversation.users()) {
                assertThat(Objects.requireNonNull(inbox.after(user, 0, 100).block(SOON)))
                        .extracting(entry -> entry.position().value(), entry -> entry.message())
                        .containsExactlyElementsOf(messages.stream()
                                .map(message -> tuple(message.seq().value(), message.id()))
                                .toList());
            }
            assertThat(Objects.requireNonNull(history.page(new PageRequest(
                                            conversation,
                                            PageRequest.Seqs.ALL,
                                            PageRequest.Order.ASCENDING,
                                            100,
                                            Integer.MAX_VALUE))
                                    .block(SOON))
                            .messages())
                    .isEqualTo(messages);
        }
    }

    @Test
    void givenTown_whenSown_thenEachRecordOfTheEarlierLogBroughtOneMessage() {
        List<Origin> origins = town.stream()
                .flatMap(conversation -> stored(conversation).stream())
                .map(Timeline.Stored::origin)
                .toList();

        assertThat(origins).doesNotHaveDuplicates().hasSize(town.size() * EACH);
        for (Conversation.Direct conversation : town) {
            assertThat(stored(conversation))
                    .extracting(one -> one.origin().partition())
                    .containsOnly(Partitions.of(conversation.key(), PARTITIONS.accepted()));
        }
    }
}
