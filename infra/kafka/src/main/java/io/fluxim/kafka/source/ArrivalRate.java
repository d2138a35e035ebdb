package io.fluxim.kafka.source;

/** How fast records come, as far as the last reads tell. */
final class ArrivalRate {

    /** What the last read counts for against all before it. */
    private static final double NEWEST = 0.3;

    /** Records a nanosecond. */
    private double rate;

    private long last = System.nanoTime();

    /** How many have probably come since the last read. */
    long expected(long now) {
        return Math.round(rate * (now - last));
    }

    /** This number of records was read now. */
    void read(int records, long now) {
        double present = records / (double) Math.max(1, now - last);
        rate += NEWEST * (present - rate);
        last = now;
    }
}
