/** The launcher's commands that are clients of a running Fluxim: over HTTP and WebSocket, as any client would be. */
@NullMarked
package io.fluxim.cli;

import org.jspecify.annotations.NullMarked;
