/** The edge as a whole, on real stores. */
@NullMarked
package io.fluxim.access;

import org.jspecify.annotations.NullMarked;
