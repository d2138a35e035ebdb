/** One open WebSocket: handshake, reading, writing, closing. */
@NullMarked
package io.fluxim.access.connection;

import org.jspecify.annotations.NullMarked;
