/** What each user has to receive, and how far their devices have it. */
@NullMarked
package io.fluxim.inbox.inbox;

import org.jspecify.annotations.NullMarked;
