package io.fluxim.route;

import io.fluxim.protocol.NodeId;

/** Where a user's sessions are: an access node and the partition of {@code im.push} it reads. */
public record Route(NodeId node, int slot) {}
