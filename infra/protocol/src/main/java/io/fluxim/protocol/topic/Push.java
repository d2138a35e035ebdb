package io.fluxim.protocol.topic;

import io.fluxim.protocol.Message;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import java.util.List;

/**
 * What one batch has for the sessions of one access node: best effort, Sync repairs what is lost.
 *
 * @param node       whose sessions are meant
 * @param messages   in the order of their positions, for each receiver
 * @param heads      users whose entries were there already: they may have missed the push, so they are told their head
 * @param rejections for the sessions of their senders
 * @param traces     where the traces of some of the messages go on
 */
public record Push(
        NodeId node,
        List<Pushed> messages,
        List<UserHead> heads,
        List<Rejection> rejections,
        List<TraceParent> traces) {

    public Push {
        messages = List.copyOf(messages);
        heads = List.copyOf(heads);
        rejections = List.copyOf(rejections);
        traces = List.copyOf(traces);
    }

    /** Without traces. */
    public Push(NodeId node, List<Pushed> messages, List<UserHead> heads, List<Rejection> rejections) {
        this(node, messages, heads, rejections, List.of());
    }

    /** The same with these traces. */
    public Push traced(List<TraceParent> ofMessages) {
        return new Push(node, messages, heads, rejections, ofMessages);
    }

    /** A message once, with everybody on that node who receives it. */
    public record Pushed(Message message, List<Receiver> receivers) {

        public Pushed {
            receivers = List.copyOf(receivers);
        }
    }

    /** A user and the place of the message in their inbox. */
    public record Receiver(UserId user, Position position) {}

    /** A user and the last position of their inbox. */
    public record UserHead(UserId user, long head) {}
}
