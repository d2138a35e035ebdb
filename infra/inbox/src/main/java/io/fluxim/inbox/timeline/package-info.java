/** The messages of all conversations, each once. */
@NullMarked
package io.fluxim.inbox.timeline;

import org.jspecify.annotations.NullMarked;
