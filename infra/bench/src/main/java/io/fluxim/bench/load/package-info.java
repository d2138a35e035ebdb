/** The generator: connections, and messages at the times of a schedule. */
@NullMarked
package io.fluxim.bench.load;

import org.jspecify.annotations.NullMarked;
