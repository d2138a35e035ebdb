package io.fluxim.torture.endtoend;

import io.fluxim.history.History;
import io.fluxim.history.Page;
import io.fluxim.history.PageRequest;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.lab.cast.Player;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.check.HistoryRow;
import io.fluxim.testkit.check.Membership;
import io.fluxim.testkit.check.PromiseCheck;
import io.fluxim.testkit.check.Report;
import io.fluxim.testkit.check.Rule;
import io.fluxim.testkit.check.StoredEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What everybody sent and saw, held against what is stored. */
final class Audit {

    private static final Duration QUIET = Duration.ofMinutes(2);

    private final WholeRoute platform;
    private final List<UserId> users;
    private final List<GroupUnderChange> groups;

    Audit(WholeRoute platform, List<UserId> users, List<GroupUnderChange> groups) {
        this.platform = platform;
        this.users = users;
        this.groups = groups;
    }

    /**
     * The last word once everything has arrived, or what is missing when the time is up.
     *
     * @param idle rules that need not find anything to check
     */
    Report settled(List<Player> players, Rule... idle) {
        Instant end = Instant.now().plus(QUIET);
        Report report;
        do {
            report = report(players, idle); // takes seconds: no need to pause in between
        } while (!report.clean() && Instant.now().isBefore(end));
        return report;
    }

    private Report report(List<Player> players, Rule... idle) {
        Membership membership = new Membership();
        PromiseCheck check = new PromiseCheck(membership).mayBeIdle(idle);
        groups.forEach(group -> group.tell(check, membership));
        players.forEach(player -> player.tell(check));
        Set<Conversation> conversations = new LinkedHashSet<>();
        for (UserId user : users) {
            List<StoredEntry> entries = platform.get(Inbox.class).after(user, 0, 1_000_000).block(QUIET).stream()
                    .map(Audit::stored)
                    .toList();
            entries.forEach(entry -> conversations.add(entry.conversation()));
            check.stored(user, 0, entries);
        }
        conversations.forEach(conversation -> check.archived(history(conversation)));
        return check.report();
    }

    private static StoredEntry stored(InboxEntry entry) {
        return new StoredEntry(
                entry.position().value(),
                entry.reference().conversation(),
                entry.reference().seq().value(),
                entry.message(),
                entry.at());
    }

    private List<HistoryRow> history(Conversation conversation) {
        List<HistoryRow> rows = new ArrayList<>();
        long from = 1;
        Page page;
        do {
            page = platform.history()
                    .page(new PageRequest(
                            conversation,
                            new PageRequest.Seqs(from, Long.MAX_VALUE),
                            PageRequest.Order.ASCENDING,
                            History.MAX_PAGE,
                            Integer.MAX_VALUE))
                    .block(QUIET);
            page.messages().forEach(message -> rows.add(HistoryRow.of(message)));
            from += page.messages().size();
        } while (page.more());
        return rows;
    }
}
