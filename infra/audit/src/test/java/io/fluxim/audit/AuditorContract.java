package io.fluxim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.kafka.source.ConsumerGroup;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.testkit.Messages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.scheduler.Schedulers;

/** Each kind of mismatch is planted, and exactly that kind is found. */
abstract class AuditorContract {

    static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration RETENTION = Duration.ofDays(14);
    final World world = new World();
    private final Readers readers = new Readers();

    private Instant now = Instant.ofEpochMilli(Messages.AT).plus(Duration.ofHours(1));

    abstract Stores stores();

    @Test
    void givenAllRight_whenAudited_thenEverythingIsLookedAtAndEveryCountIsZero() {
        world.write(stores());

        Findings findings = audit(world.scope());

        assertThat(findings.verdict()).isEqualTo(Findings.Verdict.CLEAN);
        assertThat(findings.counts())
                .hasSize(Kind.values().length)
                .allSatisfy((kind, count) -> assertThat(count).isZero());
        assertThat(findings.partitions()).isEqualTo(12);
        assertThat(findings.conversations()).isEqualTo(2);
        assertThat(findings.messages()).isEqualTo(8);
        assertThat(findings.inboxes()).isEqualTo(3);
        assertThat(findings.entries()).isEqualTo(8 + 8 + 3);
        assertThat(findings.unjudged()).isZero();
    }

    @Test
    void givenSeqMissing_whenAudited_thenHole() {
        world.stored.removeIf(one -> world.isGroups(one.message(), 3));
        world.rows.removeIf(row -> world.isGroups(row, 3));
        world.delivered.removeIf(entry -> entry.conversation().equals(world.group) && entry.seq() == 3);

        assertFound(Kind.SEQ_HOLE, world.group.key(), 3);
    }

    @Test
    void givenFirstSeqMissing_whenAudited_thenHole() {
        world.stored.removeIf(one -> world.isGroups(one.message(), 1));
        world.rows.removeIf(row -> world.isGroups(row, 1));
        world.delivered.removeIf(entry -> entry.conversation().equals(world.group) && entry.seq() == 1);

        assertFound(Kind.SEQ_HOLE, world.group.key(), 1);
    }

    @Test
    void givenRowMissing_whenAudited_thenNotInHistory() {
        world.rows.removeIf(row -> world.isGroups(row, 5));

        assertFound(Kind.MESSAGE_NOT_IN_HISTORY, world.group.key(), 5);
    }

    @Test
    void givenOtherContentInHistory_whenAudited_thenDiffers() {
        world.rows.replaceAll(row -> world.isGroups(row, 2) ? World.altered(row) : row);

        Mismatch found = assertFound(Kind.HISTORY_DIFFERS, world.group.key(), 2);
        assertThat(found.evidence()).contains("content hash").doesNotContain("altered");
    }

    @Test
    void givenRowBeyondTheTimeline_whenAudited_thenWithoutMessage() {
        world.rows.add(world.message(world.direct, 4));

        assertFound(Kind.HISTORY_WITHOUT_MESSAGE, world.direct.key(), 4);
    }

    @Test
    void givenMemberWithoutEntry_whenAudited_thenMissing() {
        world.delivered.removeIf(entry -> world.isGroups(entry, world.cat, 4));

        assertFound(Kind.ENTRY_MISSING, world.cat + " " + world.group.key(), 4);
    }

    @Test
    void givenPositionMissing_whenAudited_thenHole() {
        world.skipped.put(world.bob, Set.of(4L, 5L));

        assertFound(Kind.POSITION_HOLE, world.bob.value(), 4);
    }

    @Test
    void givenEntryOfNoMessage_whenAudited_thenWithoutMessage() {
        world.delivered.add(World.entry(world.bob, world.message(world.group, 6)));

        assertFound(Kind.ENTRY_WITHOUT_MESSAGE, world.bob.value(), 9);
    }

    @Test
    void givenEntryOfAnotherTime_whenAudited_thenDiffers() {
        world.delivered.replaceAll(entry -> world.isGroups(entry, world.bob, 3)
                ? new World.Delivered(entry.user(), entry.conversation(), entry.seq(), entry.message(), 7)
                : entry);

        assertFound(Kind.ENTRY_DIFFERS, world.bob.value(), 6);
    }

    @Test
    void givenEntryOfWhoHasLeft_whenAudited_thenNotDue() {
        world.delivered.add(World.entry(world.cat, world.message(world.group, 5)));

        assertFound(Kind.ENTRY_NOT_DUE, world.cat.value(), 4);
    }

    @ParameterizedTest
    @CsvSource({"9,SEQ_HEAD_AHEAD", "2,SEQ_HEAD_BEHIND"})
    void givenSeqHeadOff_whenAudited_thenDriftAndStillClean(long head, Kind kind) {
        world.seqHeads.put(world.group.key(), head);
        assertFound(kind, world.group.key(), head);
    }

    @ParameterizedTest
    @CsvSource({"4,POSITION_HEAD_AHEAD", "1,POSITION_HEAD_BEHIND"})
    void givenPositionHeadOff_whenAudited_thenDriftAndStillClean(long head, Kind kind) {
        world.positionHeads.put(world.cat, head);
        assertFound(kind, world.cat.value(), head);
    }

    @ParameterizedTest
    @CsvSource({"4,VISIBLE_HEAD_AHEAD", "2,VISIBLE_HEAD_BEHIND"})
    void givenVisibleHeadOff_whenAudited_thenDriftAndStillClean(long head, Kind kind) {
        world.visibleHeads.put(world.cat, head);
        assertFound(kind, world.cat.value(), head);
    }

    @Test
    void givenSweptPrefixes_whenAudited_thenNothing() {
        world.write(stores());
        World.done(stores().mongo().retention().raiseFloor(world.bob, 4));
        stores().mongo().retention().deleteUpToFloor(world.bob).block(SOON);
        World.done(stores().mongo().retention().raiseFloor(world.group, 5));
        stores().mongo().retention().deleteUpToFloor(world.group).block(SOON);
        now = now.plus(RETENTION).plus(Duration.ofDays(2)); // the cleaner takes nothing that is younger

        Findings findings = audit(world.scope());

        assertThat(findings.shown()).isEmpty();
        assertThat(findings.messages()).isEqualTo(3);
    }

    @Test
    void givenFlowsBehind_whenAudited_thenWhatTheyHaveNotDoneIsNotJudged() {
        Message young = world.message(world.group, 6);
        world.stored.add(World.at(young, Readers.END + 5)); // stored, and not yet published
        world.write(stores());

        Findings findings = audit(world.scope());

        assertThat(findings.shown()).isEmpty();
        assertThat(findings.unjudged()).isEqualTo(1);
    }

    @Test
    void givenSinkAndInboxFlowBehind_whenAudited_thenNeitherRowsNorEntriesAreMissed() {
        world.rows.clear();
        world.delivered.clear();
        world.write(stores());
        readers.stand(ConsumerGroup.HISTORY, Readers.END - 1);
        readers.stand(ConsumerGroup.INBOX, Readers.END - 1);

        Findings findings = audit(world.scope());

        assertThat(findings.shown()).isEmpty();
        assertThat(findings.unjudged()).isEqualTo(8);
    }

    @Test
    void givenOldMessageThatWasNoLongerDelivered_whenAudited_thenNothing() {
        world.delivered.clear();
        world.write(stores());
        now = now.plus(RETENTION);

        assertThat(audit(world.scope()).shown()).isEmpty();
    }

    @Test
    void givenCommitBeyondTheEnd_whenAudited_thenSaid() {
        world.write(stores());
        readers.stand(ConsumerGroup.INBOX, Readers.END + 1);

        Findings findings = audit(world.scope());

        assertThat(findings.shown()).extracting(Mismatch::kind).containsOnly(Kind.COMMIT_BEYOND_END);
        assertThat(findings.counts()).containsEntry(Kind.COMMIT_BEYOND_END, 4L);
        assertThat(findings.verdict()).isEqualTo(Findings.Verdict.MISMATCHED);
    }

    private Mismatch assertFound(Kind kind, String where, long number) {
        world.write(stores());

        Findings findings = audit(world.scope());

        assertThat(findings.shown()).hasSize(1);
        Mismatch found = findings.shown().get(0);
        assertThat(found)
                .extracting(Mismatch::kind, Mismatch::where, Mismatch::number)
                .containsExactly(kind, where, number);
        assertThat(findings.counts()).containsEntry(kind, 1L);
        assertThat(findings.verdict())
                .isEqualTo(
                        kind.weight() == Kind.Weight.MISMATCH ? Findings.Verdict.MISMATCHED : Findings.Verdict.CLEAN);
        return found;
    }

    final Findings audit(Scope scope) {
        Auditor auditor = new Auditor(
                stores(),
                new Auditor.Kafka(readers::progress, new PartitionCounts(World.PARTITIONS, 4, World.PARTITIONS)),
                new Limits(Duration.ZERO, Duration.ZERO, 2, 4, RETENTION),
                Clock.fixed(now, ZoneOffset.UTC),
                Schedulers.parallel());
        return Objects.requireNonNull(
                auditor.run(scope).collect(Findings::new, Findings::add).block(SOON));
    }
}
