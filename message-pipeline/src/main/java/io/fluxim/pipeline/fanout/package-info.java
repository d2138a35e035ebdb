/** Decides who receives what. */
@NullMarked
package io.fluxim.pipeline.fanout;

import org.jspecify.annotations.NullMarked;
