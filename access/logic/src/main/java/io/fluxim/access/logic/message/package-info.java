/** Messages on their way into the log, and who may read which. */
@NullMarked
package io.fluxim.access.logic.message;

import org.jspecify.annotations.NullMarked;
