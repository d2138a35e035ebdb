/** What is pushed to this node: its topic, its routes, the entries for its sessions. */
@NullMarked
package io.fluxim.access.socket.push;

import org.jspecify.annotations.NullMarked;
