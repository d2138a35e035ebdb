/** The Java client: a WebSocket client that keeps its inbox complete, and calls of the HTTP API. */
@NullMarked
package io.fluxim.client;

import org.jspecify.annotations.NullMarked;
