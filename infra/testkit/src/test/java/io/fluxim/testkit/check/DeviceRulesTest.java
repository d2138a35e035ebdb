package io.fluxim.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeviceRulesTest {

    private final GeneratedRun run = new GeneratedRun(6, 2, 4, 400);
    private final UserId alice = run.user(1);
    private final List<StoredEntry> inbox = run.inboxes.get(alice);

    @Test
    void givenChangedBodyAtDevice_whenChecked_thenContentIsNotKept() {
        List<SeenEntry> all = inbox.stream().map(run::seen).collect(Collectors.toCollection(ArrayList::new));
        SeenEntry right = all.get(0);
        String other = new Content(MessageType.TEXT, "\"x\"").hash();
        all.set(0, new SeenEntry(1, right.conversation(), right.seq(), right.message(), other, right.at()));
        run.devices.put(alice, List.of(new GeneratedRun.Frame(0, all)));

        assertThat(broken(run.check())).containsExactly(Rule.CONTENT_KEPT);
    }

    @Test
    void givenMessageInsertedBelowWhatAReaderRead_whenChecked_thenIsLate() {
        List<SeenEntry> all = inbox.stream().map(run::seen).toList();
        List<SeenEntry> page = new ArrayList<>(all.subList(0, 10));
        SeenEntry late = page.remove(4);
        run.devices.put(
                alice,
                List.of(
                        new GeneratedRun.Frame(0, page),
                        new GeneratedRun.Frame(-1, List.of(late)),
                        new GeneratedRun.Frame(10, all.subList(10, all.size()))));

        Report report = run.check();

        assertThat(broken(report)).containsExactly(Rule.NOTHING_LATE);
        assertThat(report.of(Rule.NOTHING_LATE).get(0).positions()).containsExactly(5L);
    }

    @Test
    void givenEntryLeftOutOfAnswerForEver_whenChecked_thenIsLateAndNotHeld() {
        List<SeenEntry> all = inbox.stream().map(run::seen).collect(Collectors.toCollection(ArrayList::new));
        all.remove(4);
        run.devices.put(alice, List.of(new GeneratedRun.Frame(0, all)));

        assertThat(broken(run.check())).containsExactlyInAnyOrder(Rule.NOTHING_LATE, Rule.HELD_ALL);
    }

    @Test
    void givenRepeatWithAnotherMessage_whenChecked_thenIsFound() {
        List<GeneratedRun.Frame> frames = new ArrayList<>(run.devices.get(alice));
        SeenEntry first = frames.get(0).entries().get(0);
        SeenEntry other = frames.get(0).entries().get(1);
        frames.add(new GeneratedRun.Frame(
                -1,
                List.of(new SeenEntry(
                        first.position(),
                        other.conversation(),
                        other.seq(),
                        other.message(),
                        other.contentHash(),
                        other.at()))));
        run.devices.put(alice, frames);

        assertThat(broken(run.check())).containsExactly(Rule.SAME_REPEAT);
    }

    @Test
    void givenEntryThatTheInboxDoesNotHave_whenChecked_thenIsNotAsStored() {
        SeenEntry last = run.seen(inbox.get(inbox.size() - 1));
        List<GeneratedRun.Frame> frames = new ArrayList<>(run.devices.get(alice));
        frames.add(new GeneratedRun.Frame(-1, List.of(at(last, last.position() + 1))));
        run.devices.put(alice, frames);

        assertThat(broken(run.check())).containsExactlyInAnyOrder(Rule.SEEN_AS_STORED, Rule.SAME_REPEAT);
    }

    private static Set<Rule> broken(Report report) {
        return report.found().keySet();
    }

    private static SeenEntry at(SeenEntry entry, long position) {
        return new SeenEntry(
                position, entry.conversation(), entry.seq(), entry.message(), entry.contentHash(), entry.at());
    }
}
