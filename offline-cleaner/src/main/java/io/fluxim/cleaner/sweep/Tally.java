package io.fluxim.cleaner.sweep;

import io.fluxim.cleaner.retention.Item;
import io.fluxim.cleaner.retention.Prefix;
import io.fluxim.history.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sweep has done of one kind; a dry run: what it would have.
 *
 * @param examined   inboxes or conversations looked at
 * @param cleaned    those of them that something was deleted of
 * @param deleted    references or bodies that went; after an error that hid an answer, somewhat more did
 * @param blocked    inboxes or conversations with something old that history does not have, and which stays for that reason
 * @param unreadable those in which a document cannot be read: it stays, and all above it
 * @param spent      whether the sweep deleted as many as it may, and left the rest of this kind to the next
 * @param details    the first that were cleaned
 * @param blocks     the first that are blocked
 * @param damages    the first that are unreadable
 */
public record Tally(
        long examined,
        long cleaned,
        long deleted,
        long blocked,
        long unreadable,
        boolean spent,
        List<Detail> details,
        List<Block> blocks,
        List<Damage> damages) {

    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, false, List.of(), List.of(), List.of());
    /** Most details, blocks, and damages, that are kept and shown: enough to look into, and an answer stays readable. */
    static final int SHOWN = 100;

    /** One inbox or conversation: {@code deleted} went, up to this position or seq. */
    public record Detail(String name, long deleted, long upTo) {}

    /** The message that blocks one inbox or conversation: history should have it. */
    public record Block(String name, String conversation, long seq, long at) {}

    /** What cannot be read of one inbox or conversation: which document, and what is wrong with it, not what it says. */
    public record Damage(String name, String cause) {}

    public Tally {
        details = List.copyOf(details);
        blocks = List.copyOf(blocks);
        damages = List.copyOf(damages);
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
                unreadable + (prefix.unreadable().isPresent() ? 1 : 0),
                spent,
                something ? with(new Detail(name, page.deleted(), prefix.upTo())) : details,
                prefix.blocked().map(item -> shown(blocks, block(name, item))).orElse(blocks),
                prefix.unreadable()
                        .map(cause -> shown(damages, new Damage(name, cause)))
                        .orElse(damages));
    }

    Tally skipping(Step.Skipped shelf) {
        Damage damage = new Damage(shelf.shelf().name(), shelf.unreadable());
        return new Tally(
                examined + 1,
                cleaned,
                deleted,
                blocked,
                unreadable + 1,
                spent,
                details,
                blocks,
                shown(damages, damage));
    }

    Tally spending() {
        return new Tally(examined, cleaned, deleted, blocked, unreadable, true, details, blocks, damages);
    }

    /** A further page of the last one goes to its line. */
    private List<Detail> with(Detail detail) {
        int last = details.size() - 1;
        if (last < 0 || !details.get(last).name().equals(detail.name())) {
            return shown(details, detail);
        }
        List<Detail> next = new ArrayList<>(details);
        next.set(last, new Detail(detail.name(), next.get(last).deleted() + detail.deleted(), detail.upTo()));
        return next;
    }

    private static <T> List<T> shown(List<T> some, T one) {
        List<T> next = new ArrayList<>(some);
        if (next.size() < SHOWN) {
            next.add(one);
        }
        return next;
    }

    private static Block block(String name, Item item) {
        Place place = item.key().place();
        return new Block(name, place.conversation().key(), place.seq().value(), item.at());
    }
}
