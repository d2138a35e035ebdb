/** What a client has missed, page by page, and how far its devices have come. */
@NullMarked
package io.fluxim.access.socket.sync;

import org.jspecify.annotations.NullMarked;
