/** Inboxes made anew from the log. */
@NullMarked
package io.fluxim.inbox.rebuild;

import org.jspecify.annotations.NullMarked;
