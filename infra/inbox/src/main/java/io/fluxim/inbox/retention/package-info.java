/** What the cleaner does to inboxes and conversations. */
@NullMarked
package io.fluxim.inbox.retention;

import org.jspecify.annotations.NullMarked;
