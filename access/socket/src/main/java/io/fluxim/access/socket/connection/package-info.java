/** One open WebSocket: handshake, reading, writing, closing. */
@NullMarked
package io.fluxim.access.socket.connection;

import org.jspecify.annotations.NullMarked;
