/** Compares what the stores hold with one another. Reads only; repairs nothing. */
@NullMarked
package io.fluxim.audit;

import org.jspecify.annotations.NullMarked;
