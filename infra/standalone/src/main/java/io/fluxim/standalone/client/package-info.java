/** A client of the WebSocket protocol that keeps its inbox complete: for the commands and for tests. */
@NullMarked
package io.fluxim.standalone.client;

import org.jspecify.annotations.NullMarked;
