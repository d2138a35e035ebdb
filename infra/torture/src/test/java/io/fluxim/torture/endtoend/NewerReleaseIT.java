package io.fluxim.torture.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.client.Client;
import io.fluxim.client.InboxEntry;
import io.fluxim.client.Observer;
import io.fluxim.history.PageRequest;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.testkit.Messages;
import io.fluxim.testkit.Newer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node of a newer release has accepted a message: this one numbers, delivers and archives what it does not know. */
class NewerReleaseIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");

    private static WholeRoute platform;

    @BeforeAll
    static void start() {
        platform = new WholeRoute();
        platform.register(List.of(ANN, BOB));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void givenAMessageOfANewerRelease_whenItWasAccepted_thenItArrivesAndIsKeptWhole() throws Exception {
        Envelope newer = Newer.envelope(Messages.envelope("ann", "bob", "from the future"));
        CompletableFuture<InboxEntry> pushed = new CompletableFuture<>();
        CompletableFuture<InboxEntry> synced = new CompletableFuture<>();
        try (Client bob = connect("phone", pushed)) {
            accept(newer);
            assertThat(pushed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).type())
                    .isEqualTo("type_" + Newer.TYPE);
            assertThat(bob.isOpen()).isTrue();
        }
        try (Client bob = connect("web", synced)) {
            assertThat(synced.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).type())
                    .isEqualTo("type_" + Newer.TYPE);
            assertThat(bob.isOpen()).isTrue();
        }
        Message stored = Objects.requireNonNull(platform.get(Timeline.class)
                .messages(List.of(newer.id()))
                .map(found -> Objects.requireNonNull(found.get(newer.id())))
                .block(PATIENCE));
        assertThat(stored.envelope().written()).as("in the timeline").isEqualTo(newer.written());
        assertThat(archived(newer.conversation()).envelope().written())
                .as("in the history")
                .isEqualTo(newer.written());
    }

    private static void accept(Envelope envelope) {
        String key = envelope.conversation().key();
        int partition = Partitions.of(key, platform.get(PartitionCounts.class).accepted());
        platform.get(RecordSink.class)
                .append(new Outgoing<>(Topic.ACCEPTED, partition, key, envelope))
                .block(PATIENCE);
    }

    private static Client connect(String device, CompletableFuture<InboxEntry> first) throws Exception {
        Client.Login login = new Client.Login(platform.socket(), platform.token(BOB), device);
        Observer observer = new Observer() {
            @Override
            public void received(InboxEntry entry) {
                first.complete(entry);
            }
        };
        return Client.connect(HttpClient.newHttpClient(), login, Client.Position.START, observer)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static Message archived(Conversation conversation) {
        PageRequest all =
                new PageRequest(conversation, PageRequest.Seqs.ALL, PageRequest.Order.ASCENDING, 10, Integer.MAX_VALUE);
        return Objects.requireNonNull(platform.history()
                .page(all)
                .filter(page -> !page.messages().isEmpty())
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(100)))
                .map(page -> page.messages().get(0))
                .block(PATIENCE));
    }
}
