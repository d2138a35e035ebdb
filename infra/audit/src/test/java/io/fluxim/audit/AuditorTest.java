package io.fluxim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.history.Appended;
import io.fluxim.history.ArchiveKey;
import io.fluxim.history.History;
import io.fluxim.history.InMemoryHistory;
import io.fluxim.history.Page;
import io.fluxim.history.PageRequest;
import io.fluxim.history.Place;
import io.fluxim.inbox.heads.InMemoryHeads;
import io.fluxim.inbox.heads.InMemoryVisibleHeads;
import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.members.InMemoryMembers;
import io.fluxim.inbox.retention.InMemoryRetention;
import io.fluxim.inbox.timeline.InMemoryTimeline;
import io.fluxim.protocol.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AuditorTest extends AuditorContract {

    private final InMemoryTimeline timeline = new InMemoryTimeline();
    private final InMemoryInbox inbox = new InMemoryInbox();
    private final InMemoryHeads heads = new InMemoryHeads();
    private final InMemoryVisibleHeads visible = new InMemoryVisibleHeads(inbox);
    private final LateHistory history = new LateHistory();
    private final Stores stores = new Stores(
            new Stores.Mongo(timeline, inbox, new InMemoryMembers(), new InMemoryRetention(timeline, inbox)),
            history,
            new Stores.Redis(heads, visible));

    @Override
    Stores stores() {
        return stores;
    }

    @Test
    void givenSeveralWorlds_whenAllIsAudited_thenEachSubjectOnce() {
        new World().write(stores);
        world.write(stores);

        Findings findings = audit(new Scope.Everything());

        assertThat(findings.verdict()).isEqualTo(Findings.Verdict.CLEAN);
        assertThat(findings.conversations()).isEqualTo(4);
        assertThat(findings.inboxes()).isEqualTo(6);
        assertThat(findings.messages()).isEqualTo(16);
    }

    @Test
    void givenSeveralWorlds_whenASampleIsAudited_thenSoManyOfEach() {
        new World().write(stores);
        world.write(stores);

        Findings findings = audit(new Scope.Sample(3));

        assertThat(findings.conversations()).isEqualTo(3);
        assertThat(findings.inboxes()).isEqualTo(3);
    }

    @Test
    void givenNothing_whenAudited_thenOnlyTheReaders() {
        Findings findings = audit(new Scope.Everything());

        assertThat(findings.verdict()).isEqualTo(Findings.Verdict.CLEAN);
        assertThat(findings.conversations()).isZero();
        assertThat(findings.partitions()).isEqualTo(12);
    }

    @Test
    void givenEverythingInRedisLost_whenAudited_thenNothing() {
        world.write(stores);
        heads.forget();
        visible.forget();

        assertThat(audit(world.scope()).shown()).isEmpty();
    }

    @Test
    void givenWhatIsThereAtTheSecondLook_whenAudited_thenNothing() {
        world.write(stores);
        history.late.set(2);

        Findings findings = audit(new Scope.Named(List.of(world.group), List.of()));

        assertThat(findings.shown()).isEmpty();
        assertThat(findings.messages()).isEqualTo(5);
        assertThat(history.late.get()).isLessThanOrEqualTo(0);
    }

    @Test
    void givenHistoryAway_whenAudited_thenIncompleteAndSaid() {
        world.write(stores);
        history.away = true;

        Findings findings = audit(new Scope.Named(List.of(world.group), List.of(world.bob)));

        assertThat(findings.verdict()).isEqualTo(Findings.Verdict.INCOMPLETE);
        assertThat(findings.inboxes()).isEqualTo(1);
        assertThat(findings.unseen()).hasSize(1);
        assertThat(findings.unseen().get(0).subject()).isEqualTo(new Subject.Timeline(world.group));
        assertThat(findings.unseen().get(0).cause()).contains("away");
    }

    @Test
    void givenVeryManyMissing_whenAudited_thenTheLookEndsAtItsBound() {
        for (long seq = 6; seq <= 6 + 2L * Auditor.MOST_OF_A_SUBJECT; seq++) {
            world.stored.add(World.at(world.message(world.group, seq), seq));
        }
        world.write(stores);

        Findings findings = audit(new Scope.Named(List.of(world.group), List.of()));

        assertThat(findings.shown()).hasSize(Auditor.MOST_OF_A_SUBJECT);
    }

    /** A history that has nothing for its first readers, or is away. */
    private static final class LateHistory implements History {

        private final InMemoryHistory memory = new InMemoryHistory(Clock.systemUTC());
        private final AtomicInteger late = new AtomicInteger();
        private boolean away;

        @Override
        public Mono<Appended> append(List<Message> messages) {
            return memory.append(messages);
        }

        @Override
        public Mono<Page> page(PageRequest request) {
            return Mono.defer(() -> {
                if (away) {
                    return Mono.error(new IllegalArgumentException("the history is away"));
                }
                return late.getAndDecrement() > 0 ? Mono.just(new Page(List.of(), false)) : memory.page(request);
            });
        }

        @Override
        public Mono<Set<ArchiveKey>> present(Collection<ArchiveKey> messages) {
            return memory.present(messages);
        }

        @Override
        public Mono<Map<Place, Message>> messages(Collection<Place> places) {
            return memory.messages(places);
        }

        @Override
        public Mono<Instant> now() {
            return memory.now();
        }
    }
}
