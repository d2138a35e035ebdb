/** Fault injection: {@link io.fluxim.torture.Torture} is where to begin. */
@NullMarked
package io.fluxim.torture;

import org.jspecify.annotations.NullMarked;
