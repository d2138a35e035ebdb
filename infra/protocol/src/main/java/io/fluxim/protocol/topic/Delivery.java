package io.fluxim.protocol.topic;

import io.fluxim.protocol.Message;
import io.fluxim.protocol.UserId;
import java.util.List;

/** A message and those who receive it, as far as their inboxes lie in one partition. */
public record Delivery(Message message, List<UserId> receivers) {

    public Delivery {
        receivers = List.copyOf(receivers);
    }
}
