/** Conversations' timelines and users' inboxes (MongoDB) with their heads (Redis). */
@NullMarked
package io.fluxim.inbox;

import org.jspecify.annotations.NullMarked;
