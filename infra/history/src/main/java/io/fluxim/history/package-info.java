/** The archive of messages by conversation (MySQL): written by the history sink, read by access and the cleaner. */
@NullMarked
package io.fluxim.history;

import org.jspecify.annotations.NullMarked;
