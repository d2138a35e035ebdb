package io.fluxim.cleaner.sweep;

import io.fluxim.cleaner.retention.Item;
import io.fluxim.cleaner.retention.Prefix;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sweep has done of one kind; a dry run: what it would have.
 *
 * @param examined inboxes or conversations looked at
 * @param cleaned  those of them that something was deleted of
 * @param deleted  references or bodies that went; after an error that hid an answer, somewhat more did
 * @param blocked  inboxes or conversations with something old that history does not have, and which stays for that reason
 * @param spent    whether the sweep deleted as many as it may, and left the rest of this kind to the next
 * @param details  the first that were cleaned
 * @param blocks   the first that are blocked
 */
public record Tally(
        long examined,
        long cleaned,
        long deleted,
        long blocked,
        boolean spent,
        List<Detail> details,
        List<Block> blocks) {

    static final Tally NOTHING = new Tally(0, 0, 0, 0, false, List.of(), List.of());
    /** Most details, and most blocks, that are kept and shown: enough to look into, and an answer stays readable. */
    static final int SHOWN = 100;

    /** One inbox or conversation: {@code deleted} went, up to this position or seq. */
    public record Detail(String name, long deleted, long upTo) {}

    /** The message that blocks one inbox or conversation: history should have it. */
    public record Block(String name, String conversation, long seq, long at) {}

    public Tally {
        details = List.copyOf(details);
        blocks = List.copyOf(blocks);
    }

    Tally after(Step.Cleaned page) {
        Prefix prefix = page.prefix();
        String name = page.shelf().name();
        boolean something = prefix.count() > 0;
        return new Tally(
                examined + (page.more() ? 0 : 1),
                cleaned + (something && page.after() == 0 ? 1 : 0),
                deleted + page.deleted(),
                blocked + (prefix.blocked().isPresent() ? 1 : 0),
                spent,
                something ? with(new Detail(name, page.deleted(), prefix.upTo())) : details,
                prefix.blocked().map(item -> with(block(name, item))).orElse(blocks));
    }

    Tally spending() {
        return new Tally(examined, cleaned, deleted, blocked, true, details, blocks);
    }

    /** A further page of the last one goes to its line. */
    private List<Detail> with(Detail detail) {
        List<Detail> next = new ArrayList<>(details);
        int last = next.size() - 1;
        if (last >= 0 && next.get(last).name().equals(detail.name())) {
            next.set(last, new Detail(detail.name(), next.get(last).deleted() + detail.deleted(), detail.upTo()));
        } else if (next.size() < SHOWN) {
            next.add(detail);
        }
        return next;
    }

    private List<Block> with(Block block) {
        List<Block> next = new ArrayList<>(blocks);
        if (next.size() < SHOWN) {
            next.add(block);
        }
        return next;
    }

    private static Block block(String name, Item item) {
        return new Block(
                name, item.place().conversation().key(), item.place().seq().value(), item.at());
    }
}
