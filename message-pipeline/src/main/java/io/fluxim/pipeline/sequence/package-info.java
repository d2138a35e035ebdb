/** Gives messages their seqs. */
@NullMarked
package io.fluxim.pipeline.sequence;

import org.jspecify.annotations.NullMarked;
