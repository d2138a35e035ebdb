package io.fluxim.bench.check;

/** A conversation and its order, as the first device told it that got so far. */
final class Talk {

    private final String key;
    private int devices;
    /** The message of each seq, from 1. */
    private final Ints order = new Ints();

    /**
     * @param key     in the database
     * @param already how many seqs it has already, none of them of a device's message
     */
    Talk(String key, int already) {
        this.key = key;
        for (int i = 0; i < already; i++) {
            order.add(Arrival.EVENT);
        }
    }

    String key() {
        return key;
    }

    void join() {
        devices++;
    }

    /** To how many devices a message goes beside the sender's. */
    int others() {
        return devices - 1;
    }

    /** The highest seq that any device got, or that was there before. */
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
