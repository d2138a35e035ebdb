/** Authenticated users and devices that are connected to this node. */
@NullMarked
package io.fluxim.access.socket.session;

import org.jspecify.annotations.NullMarked;
