package io.fluxim.protocol.topic;

import java.util.List;

/**
 * What one batch has for one inbox partition.
 *
 * @param deliveries in the order of the log; within a conversation by seq
 * @param rejections for senders whose inbox lies in this partition
 */
public record Fanout(List<Delivery> deliveries, List<Rejection> rejections) {

    public Fanout {
        deliveries = List.copyOf(deliveries);
        rejections = List.copyOf(rejections);
    }

    /** How many inbox entries it asks for. */
    public int entries() {
        return deliveries.stream()
                .mapToInt(delivery -> delivery.receivers().size())
                .sum();
    }
}
