package io.fluxim.client;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** What a device has of its inbox, and what it must ask for. Used by the socket's thread; the position is read by others. */
final class Pages {

    /** The {@code ref} of every sync: one is under way at a time. */
    static final String REF = "sync";

    private final Observer observer;
    /** Moved by the socket's thread only. */
    private volatile Client.Position position;

    private long head;
    private boolean asked;
    private long askedAfter;

    Pages(Client.Position from, Observer observer) {
        this.position = from;
        this.observer = observer;
    }

    Client.Position position() {
        return position;
    }

    void hello(String epoch, long head, long floor) {
        if (!position.epoch().equals(epoch)) {
            position = new Client.Position(epoch, 0); // another inbox: what was seen of the old one says nothing
        }
        this.head = head;
        above(floor);
    }

    void head(long told) {
        head = Math.max(head, told);
    }

    /** A push, or the page of a sync. */
    void entries(JsonNode frame) {
        List<InboxEntry> entries = new ArrayList<>();
        frame.path("entries").forEach(entry -> entries.add(InboxEntry.of(entry)));
        if (frame.path("ref").asString("").equals(REF)) {
            observer.read(askedAfter, entries);
            asked = false;
            above(frame.path("floor").asLong());
        } else {
            observer.pushed(entries);
        }
        entries.forEach(this::entry);
        head(frame.path("head").asLong());
    }

    /** A sync was refused: it is asked again with the next frame that says that something is missing. */
    void refused() {
        asked = false;
        head = position.last();
    }

    /** The position to sync from, where something is missing and nothing was asked for yet. */
    OptionalLong wanted() {
        if (asked || head <= position.last()) {
            return OptionalLong.empty();
        }
        asked = true;
        askedAfter = position.last();
        return OptionalLong.of(position.last());
    }

    private void entry(InboxEntry entry) {
        if (entry.position() == position.last() + 1) {
            position = new Client.Position(position.epoch(), entry.position());
            observer.received(entry);
        } else {
            head(entry.position());
            observer.dropped(entry);
        }
    }

    /** What retention has removed is not waited for. */
    private void above(long floor) {
        if (floor > position.last()) {
            position = new Client.Position(position.epoch(), floor);
        }
    }
}
