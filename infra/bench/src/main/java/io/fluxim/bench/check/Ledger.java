package io.fluxim.bench.check;

import io.fluxim.bench.check.Sent.Answer;
import io.fluxim.testkit.check.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What was sent, what was answered and what arrived, of every message of a run. It is the checker of {@code infra/testkit} cut
 * down to what connections see, and to some 20 bytes a message, so that millions are checked as they arrive: a device is in
 * one conversation, so its positions and seqs go up together, and what it has is told by one number. Used by several threads.
 */
public final class Ledger {

    private final Findings findings = new Findings();
    private final List<Talk> talks = new ArrayList<>();
    private final Sent sent = new Sent();
    // by device
    private final Ints talkOf = new Ints();
    private final Ints has = new Ints();
    private final Ints lastInOrder = new Ints();

    private long due;
    private long delivered;
    private long accepted;
    private long refused;
    private long repeats;

    /**
     * A conversation begins.
     *
     * @param key     in the database
     * @param already how many messages it has already: changes of members, or what was stored past the route
     */
    public synchronized int conversation(String key, int already) {
        talks.add(new Talk(key, already));
        return talks.size() - 1;
    }

    /** A device joins a conversation, its only one, before anything is sent to it. */
    public synchronized int device(int conversation) {
        int device = talkOf.size();
        talks.get(conversation).join();
        talkOf.add(conversation);
        has.add(0);
        lastInOrder.add(-1);
        return device;
    }

    /** A device sends its next message, and this is its number: 0, 1, 2 … over all devices. */
    public synchronized int sending(int device) {
        due += talk(device).others();
        return sent.add(device);
    }

    Talk talk(int device) {
        return talks.get(talkOf.get(device));
    }

    public synchronized void accepted(int number) {
        answered(number, Answer.ACCEPTED);
        accepted++;
    }

    public synchronized void refused(int number) {
        answered(number, Answer.REFUSED);
        refused++;
        due -= talk(sent.sender(number)).others();
    }

    /** After {@code accepted} nothing that the bench sends may be rejected. */
    public synchronized void rejected(String code) {
        findings.add(Rule.DELIVERED, "a message was rejected after it was accepted: " + code);
    }

    private void answered(int number, Answer told) {
        switch (sent.answer(number)) {
            case OPEN -> {}
            case UNKNOWN -> due += talk(sent.sender(number)).others(); // it was under way when the connection was lost
            case ACCEPTED, REFUSED -> findings.add(Rule.ONE_ID, "message " + number + " was answered twice");
        }
        sent.answer(number, told);
    }

    /** The connection of a device is gone: nobody can tell what became of what had no answer. */
    public synchronized void lost(int device) {
        for (int number = sent.open(); number < sent.size(); number++) {
            if (sent.sender(number) == device && sent.answer(number) == Answer.OPEN) {
                sent.answer(number, Answer.UNKNOWN);
                due -= talk(device).others();
            }
        }
    }

    /** The last position of a device: it has everything up to there. */
    public synchronized int position(int device) {
        return has.get(device);
    }

    /** Whether a message is of this device. */
    public synchronized boolean isFrom(int device, int number) {
        return sent.has(number) && sent.sender(number) == device;
    }

    /** An entry comes to a device. */
    public synchronized Taken arrived(int device, Arrival arrival) {
        int expected = has.get(device) + 1;
        if (arrival.position() > expected) {
            return Taken.AHEAD;
        }
        if (arrival.position() < expected) {
            repeats++;
            same(device, arrival);
            return Taken.REPEAT;
        }
        has.set(device, expected);
        if (arrival.seq() != expected) {
            findings.add(
                    Rule.DENSE_SEQS,
                    where(device, expected) + " has seq " + arrival.seq() + ", and " + expected + " was the next");
        }
        ordered(device, expected, arrival);
        return Taken.NEXT;
    }

    private String where(int device, long position) {
        return "position " + position + " of device " + device + " in "
                + talk(device).key();
    }

    private void same(int device, Arrival arrival) {
        int before = arrival.position() < 1 ? Arrival.EVENT : talk(device).at((int) arrival.position());
        if (before != arrival.number()) {
            findings.add(
                    Rule.SAME_REPEAT,
                    where(device, arrival.position()) + " was message " + before + ", then " + arrival.number());
        }
    }

    private void ordered(int device, int seq, Arrival arrival) {
        Talk talk = talk(device);
        if (seq > talk.head()) {
            talk.next(arrival.number());
            first(talk, seq, arrival.number());
        } else if (talk.at(seq) != arrival.number()) {
            findings.add(
                    Rule.SAME_ORDER,
                    where(device, seq) + " is message " + arrival.number() + ", elsewhere " + talk.at(seq));
        }
        if (!arrival.complete()) {
            findings.add(Rule.CONTENT_KEPT, where(device, seq) + " is not as it was sent");
        }
        if (sent.has(arrival.number()) && sent.sender(arrival.number()) != device) {
            delivered++;
        }
    }

    /** A seq is seen for the first time. */
    private void first(Talk talk, int seq, int number) {
        if (!sent.has(number) || talk(sent.sender(number)) != talk) {
            findings.add(Rule.NOTHING_INVENTED, "seq " + seq + " of " + talk.key() + " was never sent to it");
            return;
        }
        if (sent.seq(number) != 0) {
            findings.add(Rule.ONCE, "message " + number + " has seq " + sent.seq(number) + " and " + seq);
        }
        sent.seq(number, seq);
        int from = sent.sender(number);
        if (number < lastInOrder.get(from)) {
            findings.add(
                    Rule.SEND_ORDER,
                    "message " + number + " comes behind " + lastInOrder.get(from) + ", which was sent after it");
        }
        lastInOrder.set(from, number);
    }

    public synchronized Counts counts() {
        return new Counts(sent.size(), accepted, refused, due, delivered, repeats);
    }

    /** Whether every message is answered, and what is accepted is everywhere where it is due. */
    public synchronized boolean complete() {
        return answered() && IntStream.range(0, has.size()).allMatch(this::hasAll);
    }

    /** Whether every message is answered, and with somebody where it is accepted. */
    public synchronized boolean answered() {
        return sent.open() == sent.size();
    }

    /** Whether a device has all that any device of its conversation has. */
    public synchronized boolean hasAll(int device) {
        return has.get(device) >= talk(device).head();
    }

    /**
     * The last word, when nothing is under way any more.
     *
     * @param rows of history by conversation
     */
    public synchronized Verdict settle(Map<String, Long> rows) {
        new Reckoning(sent, findings).of(talks, rows);
        for (int device = 0; device < has.size(); device++) {
            if (!hasAll(device)) {
                findings.add(
                        Rule.DELIVERED,
                        "device " + device + " in " + talk(device).key() + " has " + has.get(device) + " of "
                                + talk(device).head());
            }
        }
        return new Verdict(
                counts(), rows.values().stream().mapToLong(Long::longValue).sum(), findings.found(), findings.kept());
    }

    /** Of a conversation, in the database. */
    public synchronized String key(int conversation) {
        return talks.get(conversation).key();
    }

    /** How many messages a conversation has. */
    public synchronized int head(int conversation) {
        return talks.get(conversation).head();
    }

    /** A page of the history has this message at this seq. */
    public synchronized void archived(int conversation, Arrival row) {
        Talk talk = talks.get(conversation);
        boolean known = row.seq() >= 1 && row.seq() <= talk.head();
        if (!known || talk.at((int) row.seq()) != row.number() || !row.complete()) {
            findings.add(
                    Rule.SAME_ORDER,
                    "the history has message " + row.number() + " at seq " + row.seq() + " of " + talk.key());
        }
    }

    /** Rows that the history has to have: all that arrived, changes of members among it. */
    public synchronized long rowsDue() {
        return talks.stream().mapToLong(Talk::head).sum();
    }
}
