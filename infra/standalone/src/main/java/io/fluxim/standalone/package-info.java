/** The embedded stores and the four applications in one process: what {@code ./fluxim up} starts. */
@NullMarked
package io.fluxim.standalone;

import org.jspecify.annotations.NullMarked;
