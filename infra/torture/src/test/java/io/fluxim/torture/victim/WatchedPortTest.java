package io.fluxim.torture.victim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class WatchedPortTest {

    private static final UserId ANN = new UserId("ann");
    private static final Conversation CHAT = Conversation.direct(ANN, new UserId("bob"));

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    /** Exit codes of deaths; the test lives on. */
    private final List<Integer> deaths = new ArrayList<>();

    private final Points points = new Points(new PrintStream(said, true, StandardCharsets.UTF_8), deaths::add);
    private final Defect defect = new Defect();
    private final Inbox store = new InMemoryInbox();
    private final Inbox watched = new Wrapping(points, defect).wrapped(Inbox.class, store);

    @Test
    void givenPointBefore_whenPassed_thenDiesWithNothingDone() {
        points.arm(Point.of("inbox-append", "before"), 1);
        Mono<Void> append = watched.append(entries(2));
        assertThat(deaths).as("nobody has subscribed").isEmpty();

        append.doOnSubscribe(subscription -> assertThat(stored()).isEmpty()).block();

        assertThat(deaths).containsExactly(Points.KILLED);
        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("dying inbox-append before");
    }

    @Test
    void givenPointHalfway_whenPassed_thenDiesWithTheFirstHalfStored() {
        points.arm(Point.of("inbox-append", "halfway"), 1);

        watched.append(entries(4)).block();

        assertThat(deaths).containsExactly(Points.KILLED);
        assertThat(stored()).containsExactly(1L, 2L);
    }

    @Test
    void givenPointAfter_whenPassed_thenDiesWithAllStored() {
        points.arm(Point.of("inbox-append", "after"), 1);

        watched.append(entries(2)).block();

        assertThat(deaths).containsExactly(Points.KILLED);
        assertThat(stored()).containsExactly(1L, 2L);
    }

    @Test
    void givenThirdPass_whenSubscribedAgain_thenEachSubscriptionIsAPass() {
        points.arm(Point.of("inbox-heads", "before"), 3);
        Mono<?> heads = watched.heads(List.of(ANN));

        heads.block();
        heads.block();
        assertThat(deaths).isEmpty();
        heads.block();

        assertThat(deaths).hasSize(1);
        assertThat(points.passes(Point.of("inbox-heads", "after"))).isEqualTo(3);
    }

    @Test
    void givenDisarmed_whenPassed_thenLivesOn() {
        points.arm(Point.of("inbox-heads", "before"), 1);
        points.disarm();

        watched.heads(List.of(ANN)).block();

        assertThat(deaths).isEmpty();
    }

    @Test
    void givenDefect_whenItsTurnComes_thenOneEntryIsMissing_andMendedNoneIs() {
        defect.begin(Break.SKIP_INBOX_WRITE);
        for (long position = 1; position <= 25; position++) {
            watched.append(List.of(entry(position))).onErrorComplete().block();
        }
        assertThat(stored()).hasSize(24).doesNotContain(20L);

        defect.mend();
        watched.append(List.of(entry(20))).block();
        assertThat(stored()).hasSize(25);
    }

    private List<Long> stored() {
        return store.after(ANN, 0, 100).block().stream()
                .map(entry -> entry.position().value())
                .toList();
    }

    private static List<InboxEntry> entries(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(WatchedPortTest::entry).toList();
    }

    private static InboxEntry entry(long position) {
        return new InboxEntry(
                new Position(position),
                new Reference(ANN, CHAT, new Seq(position)),
                MessageId.of(ANN, CHAT, "m" + position),
                1);
    }
}
