/** Speed, measured: {@link io.fluxim.bench.Bench} is where to begin. */
@NullMarked
package io.fluxim.bench;

import org.jspecify.annotations.NullMarked;
