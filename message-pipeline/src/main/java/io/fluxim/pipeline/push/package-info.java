/** Hands new entries to the nodes that hold the receivers' sessions. */
@NullMarked
package io.fluxim.pipeline.push;

import org.jspecify.annotations.NullMarked;
