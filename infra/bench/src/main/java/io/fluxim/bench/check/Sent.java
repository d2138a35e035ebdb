package io.fluxim.bench.check;

/** What was sent, by number: by which device, with which answer, and the seq that it got. Not for several threads. */
final class Sent {

    /** What the sender was told. */
    enum Answer {
        /** Nothing yet. */
        OPEN,
        ACCEPTED,
        REFUSED,
        /** The connection was lost before: the message is nowhere, or wherever it is due. */
        UNKNOWN;

        private static final Answer[] ALL = values();
    }

    private final Ints sender = new Ints();
    private final Ints answer = new Ints();
    /** 0 until any device has it. */
    private final Ints seq = new Ints();
    /** Below it nothing is to come. */
    private int settledUpTo;

    int size() {
        return sender.size();
    }

    /** Sent by this device; returns its number. */
    int add(int device) {
        sender.add(device);
        answer.add(Answer.OPEN.ordinal());
        seq.add(0);
        return sender.size() - 1;
    }

    boolean has(int number) {
        return number >= 0 && number < sender.size();
    }

    int sender(int number) {
        return sender.get(number);
    }

    Answer answer(int number) {
        return Answer.ALL[answer.get(number)];
    }

    void answer(int number, Answer told) {
        answer.set(number, told.ordinal());
    }

    int seq(int number) {
        return seq.get(number);
    }

    void seq(int number, int value) {
        seq.set(number, value);
    }

    /** The lowest number of which something is to come, an answer or an arrival; {@link #size} for none. */
    int open() {
        while (settledUpTo < size() && isSettled(settledUpTo)) {
            settledUpTo++;
        }
        return settledUpTo;
    }

    private boolean isSettled(int number) {
        return switch (answer(number)) {
            case OPEN -> false;
            case ACCEPTED -> seq(number) != 0;
            case REFUSED, UNKNOWN -> true;
        };
    }
}
