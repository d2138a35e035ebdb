/** What may be deleted: prefixes that are old and archived, of inboxes and of conversations. */
@NullMarked
package io.fluxim.cleaner.retention;

import org.jspecify.annotations.NullMarked;
