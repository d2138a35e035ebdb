package io.fluxim.bench.check;

/** A conversation and its order, as the first device told it that got so far. */
final class Talk {

    private final String key;
    private final int events;
    private int devices;
    /** The message of each seq, from 1. */
    private final Ints order = new Ints();

    /**
     * @param key    in the database
     * @param events how many of its first seqs are changes of members
     */
    Talk(String key, int events) {
        this.key = key;
        this.events = events;
    }

    String key() {
        return key;
    }

    int events() {
        return events;
    }

    void join() {
        devices++;
    }

    /** To how many devices a message goes beside the sender's. */
    int others() {
        return devices - 1;
    }

    /** The highest seq that any device got. */
    int head() {
        return order.size();
    }

    int at(int seq) {
        return order.get(seq - 1);
    }

    void next(int number) {
        order.add(number);
    }
}
