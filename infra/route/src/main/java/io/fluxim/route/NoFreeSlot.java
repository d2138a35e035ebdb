package io.fluxim.route;

/** Every partition of {@code im.push} is read by another node: there are more nodes than partitions. Free ones may come. */
public final class NoFreeSlot extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoFreeSlot(int count) {
        super("all " + count + " push slots are taken: im.push needs at least one partition for each access node");
    }
}
