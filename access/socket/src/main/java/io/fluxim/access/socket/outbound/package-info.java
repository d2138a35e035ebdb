/** What waits to be written to one connection, bounded in frames and bytes, and how a connection ends. */
@NullMarked
package io.fluxim.access.socket.outbound;

import org.jspecify.annotations.NullMarked;
