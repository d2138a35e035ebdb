/** Gives entries their positions. */
@NullMarked
package io.fluxim.pipeline.inbox;

import org.jspecify.annotations.NullMarked;
