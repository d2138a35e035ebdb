package io.fluxim.testkit.check;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.EnumSet;
import java.util.Set;

/**
 * Holds a run against the promise (design.md §1): tell it what was sent, stored, archived and seen, then ask for the
 * {@link Report}. Each {@link Rule} is checked on its own, so that one defect shows under the rules that it breaks.
 *
 * <p>The order of the calls does not matter, but for the attempts of one connection and the frames of one device. Memory
 * is some 40 bytes for each entry told. Not for several threads.
 */
public final class PromiseCheck {

    private final Run run = new Run();
    private final Membership membership;
    private final Set<Rule> mayBeIdle = EnumSet.noneOf(Rule.class);

    public PromiseCheck(Membership membership) {
        this.membership = membership;
    }

    /** This run has nothing for these rules. Any other rule that finds nothing to check is a finding of its own. */
    public PromiseCheck mayBeIdle(Rule... rules) {
        mayBeIdle.addAll(Set.of(rules));
        return this;
    }

    /** Something was sent; attempts of one connection in the order of sending. */
    public void sent(Attempt attempt) {
        run.sent(attempt);
    }

    /** What lies at or below this seq belongs to an earlier run and is not looked at. */
    public void floor(Conversation conversation, long seq) {
        run.floor(conversation, seq);
    }

    /**
     * A page of a stored inbox, in any order of positions. Every due user needs at least one, an empty one too.
     *
     * @param floor the last position that retention has removed or that an earlier run has filled; 0 for none
     */
    public void stored(UserId user, long floor, Iterable<StoredEntry> page) {
        run.stored(user, floor, page);
    }

    /** Rows of the archive, in any order, none left out above the conversation's floor. */
    public void archived(Iterable<HistoryRow> rows) {
        rows.forEach(run::archived);
    }

    /** A device, to be told what it was given. */
    public Device device(UserId user, String name) {
        return run.device(user, name);
    }

    /** Checks everything told so far. */
    public Report report() {
        Findings findings = new Findings();
        Truth truth = new Truth(run, membership);
        EntryRules entries = new EntryRules(run, truth, findings);
        InboxRules inboxes = new InboxRules(run, truth, entries, findings);
        inboxes.check();
        new DeliveryRules(run, truth, findings).check(inboxes.delivered());
        new ConversationRules(run, truth, findings).check();
        new HistoryRules(run, truth, entries, findings).check();
        new DeviceRules(run, entries, findings).check();
        idle(findings);
        return findings.report();
    }

    private void idle(Findings findings) {
        for (Rule rule : Rule.values()) {
            if (rule != Rule.CHECKED) {
                findings.checked(Rule.CHECKED, 1);
                if (findings.checked(rule) == 0 && !mayBeIdle.contains(rule)) {
                    findings.add(Finding.of(Rule.CHECKED, rule + " had nothing to check"));
                }
            }
        }
    }
}
