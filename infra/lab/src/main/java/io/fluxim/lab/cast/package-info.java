/** People who chat over WebSocket, whatever happens to the platform, and note what they sent and saw. */
@NullMarked
package io.fluxim.lab.cast;

import org.jspecify.annotations.NullMarked;
