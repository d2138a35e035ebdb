package io.fluxim.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Fanout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise, with a process that dies at every single effect of both flows, one run each. */
class CrashTest {

    private static final List<UserId> USERS =
            List.of("ann", "bob", "cat", "dan", "eve").stream().map(UserId::new).toList();
    private static final UserId ANN = USERS.get(0);
    private static final UserId BOB = USERS.get(1);
    private static final UserId CAT = USERS.get(2);
    private static final UserId DAN = USERS.get(3);
    private static final UserId EVE = USERS.get(4);
    private static final Conversation.Group TEAM = new Conversation.Group(new GroupId("team"));

    /** Who must have what, told by a reader of the script and not by the code under test. */
    private final Map<UserId, Set<MessageId>> due = new HashMap<>();

    private final Set<MessageId> rejected = new HashSet<>();
    private final List<Envelope> script = script();

    @ParameterizedTest
    @EnumSource(Crash.When.class)
    void givenDeathAtAnyEffectOfSequence_whenRunAgain_thenPromiseHolds(Crash.When when) {
        atEveryEffect("death", effect -> Crash.death(effect, when), this::sequenceCrashing);
    }

    @ParameterizedTest
    @EnumSource(Crash.When.class)
    void givenErrorAtAnyEffectOfSequence_whenGoingOn_thenPromiseHolds(Crash.When when) {
        atEveryEffect("error", effect -> Crash.hiccup(effect, when), this::sequenceCrashing);
    }

    @ParameterizedTest
    @EnumSource(Crash.When.class)
    void givenDeathAtAnyEffectOfInbox_whenRunAgain_thenPromiseHolds(Crash.When when) {
        atEveryEffect("death", effect -> Crash.death(effect, when), this::placeCrashing);
    }

    @ParameterizedTest
    @EnumSource(Crash.When.class)
    void givenErrorAtAnyEffectOfInbox_whenGoingOn_thenPromiseHolds(Crash.When when) {
        atEveryEffect("error", effect -> Crash.hiccup(effect, when), this::placeCrashing);
    }

    private void atEveryEffect(String kind, IntFunction<Crash> crashes, BiConsumer<Simulation, Crash> run) {
        int effect = 0;
        Crash crash;
        do {
            crash = crashes.apply(++effect);
            Simulation simulation = started();
            run.accept(simulation, crash);
            check(simulation, kind + " at effect " + effect);
        } while (crash.happened());
        assertThat(effect).as("effects tried").isGreaterThan(20);
    }

    private void sequenceCrashing(Simulation simulation, Crash crash) {
        simulation.sequence(crash);
        simulation.place(Crash.never());
        simulation.sequence(Crash.never());
        simulation.place(Crash.never());
    }

    private void placeCrashing(Simulation simulation, Crash crash) {
        simulation.sequence(Crash.never());
        simulation.place(crash);
        simulation.place(Crash.never());
    }

    @Test
    void givenEverythingRedelivered_whenRunAgain_thenNothingChanges() {
        Simulation simulation = started();
        simulation.sequence(Crash.never());
        simulation.place(Crash.never());
        simulation.log.rewind(Topic.ACCEPTED);
        simulation.log.rewind(Topic.FANOUT);
        simulation.sequence(Crash.never());
        simulation.place(Crash.never());
        check(simulation, "all twice");
    }

    @Test
    void givenRedisLostBetweenRuns_whenRunAgain_thenPromiseHolds() {
        for (int effect = 1; effect < 40; effect++) {
            Simulation simulation = started();
            simulation.sequence(Crash.death(effect, Crash.When.AFTER));
            simulation.heads.forget();
            simulation.sequence(Crash.never());
            simulation.place(Crash.death(effect, Crash.When.HALFWAY));
            simulation.heads.forget();
            simulation.visible.forget();
            simulation.place(Crash.never());
            check(simulation, "flush after effect " + effect);
        }
    }

    private Simulation started() {
        Simulation simulation = new Simulation(4);
        USERS.forEach(simulation::online);
        script.forEach(simulation::accept);
        return simulation;
    }

    private List<Envelope> script() {
        List<Envelope> all = new ArrayList<>();
        all.add(change("c1", MembershipChange.joining(List.of(ANN, BOB, CAT)), List.of(ANN, BOB, CAT)));
        for (int i = 0; i < 6; i++) {
            all.add(direct(ANN, BOB, "d" + i));
            all.add(direct(CAT, EVE, "e" + i));
            all.add(group(BOB, "g" + i, List.of(ANN, BOB, CAT)));
        }
        all.add(direct(ANN, BOB, "d3")); // a client's retry
        all.add(stranger(DAN, "too early"));
        all.add(change("c2", MembershipChange.joining(List.of(DAN, EVE)), USERS));
        all.add(group(DAN, "hello", USERS));
        all.add(change("c3", MembershipChange.leaving(List.of(CAT)), USERS));
        all.add(stranger(CAT, "too late"));
        all.add(group(ANN, "without cat", List.of(ANN, BOB, DAN, EVE)));
        all.add(change("c4", MembershipChange.joining(List.of(CAT)), USERS));
        all.add(group(CAT, "back", USERS));
        return all;
    }

    private Envelope direct(UserId from, UserId to, String id) {
        return due(envelope(from, Conversation.direct(from, to), id, MembershipChange.NONE), List.of(from, to));
    }

    private Envelope group(UserId from, String id, List<UserId> receivers) {
        return due(envelope(from, TEAM, id, MembershipChange.NONE), receivers);
    }

    private Envelope change(String id, MembershipChange change, List<UserId> receivers) {
        return due(envelope(ANN, TEAM, id, change), receivers);
    }

    private Envelope stranger(UserId from, String id) {
        Envelope envelope = envelope(from, TEAM, id, MembershipChange.NONE);
        rejected.add(envelope.id());
        return envelope;
    }

    private Envelope due(Envelope envelope, List<UserId> receivers) {
        receivers.forEach(
                user -> due.computeIfAbsent(user, absent -> new HashSet<>()).add(envelope.id()));
        return envelope;
    }

    private static Envelope envelope(UserId from, Conversation conversation, String id, MembershipChange change) {
        MessageId messageId = MessageId.of(from, conversation, id);
        Content content = new Content(MessageType.TEXT, "\"" + id + "\"");
        return new Envelope(messageId, id, from, conversation, content, Extras.NONE, change);
    }

    private void check(Simulation simulation, String story) {
        numbersAreDense(simulation, story);
        noSeqBeforeALowerOne(simulation, story);
        USERS.forEach(user -> inboxIsRight(simulation, user, story));
        Set<MessageId> told = new HashSet<>();
        simulation.log.all(Topic.FANOUT, Simulation.PARTITIONS).stream()
                .map(Fanout::rejections)
                .forEach(rejections -> rejections.forEach(rejection -> told.add(rejection.id())));
        assertThat(told).as("%s: rejected", story).isEqualTo(rejected);
    }

    private static void numbersAreDense(Simulation simulation, String story) {
        Map<Conversation, Map<Long, MessageId>> seqs = new HashMap<>();
        for (Message message : simulation.log.all(Topic.SEQUENCED, Simulation.PARTITIONS)) {
            MessageId other = seqs.computeIfAbsent(message.conversation(), absent -> new HashMap<>())
                    .putIfAbsent(message.seq().value(), message.id());
            assertThat(other).as("%s: one seq, one message", story).isIn(null, message.id());
        }
        seqs.forEach((conversation, ids) -> {
            assertThat(ids).as("%s: dense seqs of %s", story, conversation).containsKeys(1L, (long) ids.size());
            assertThat(new HashSet<>(ids.values()))
                    .as("%s: one message, one seq", story)
                    .hasSize(ids.size());
        });
    }

    /** What the marks of the Inbox stage rely on. */
    private static void noSeqBeforeALowerOne(Simulation simulation, String story) {
        Map<Reference, Boolean> seen = new HashMap<>();
        Map<UserId, Map<Conversation, Long>> highest = new HashMap<>();
        for (Fanout fanout : simulation.log.all(Topic.FANOUT, Simulation.PARTITIONS)) {
            fanout.deliveries()
                    .forEach(delivery -> delivery.receivers().forEach(user -> {
                        Message message = delivery.message();
                        Reference reference = new Reference(user, message.conversation(), message.seq());
                        Map<Conversation, Long> marks = highest.computeIfAbsent(user, absent -> new HashMap<>());
                        if (seen.put(reference, true) == null) {
                            long seq = message.seq().value();
                            Long before = marks.put(message.conversation(), seq);
                            assertThat(before == null || before < seq)
                                    .as("%s: %s in order", story, reference)
                                    .isTrue();
                        }
                    }));
        }
    }

    private void inboxIsRight(Simulation simulation, UserId user, String story) {
        List<InboxEntry> entries = simulation.inbox.after(user, 0, 10_000).block();
        Set<MessageId> found = new HashSet<>();
        Map<Conversation, Long> last = new HashMap<>();
        long position = 0;
        for (InboxEntry entry : entries) {
            assertThat(entry.position().value())
                    .as("%s: dense positions of %s", story, user)
                    .isEqualTo(++position);
            assertThat(found.add(entry.message()))
                    .as("%s: once for %s", story, user)
                    .isTrue();
            long seq = entry.reference().seq().value();
            Long before = last.put(entry.reference().conversation(), seq);
            assertThat(before == null || before < seq)
                    .as("%s: order for %s", story, user)
                    .isTrue();
        }
        assertThat(found).as("%s: what %s received", story, user).isEqualTo(due.get(user));
    }
}
