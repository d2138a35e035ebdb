/** How much clients may ask for: rates and counts by user, address and node. */
@NullMarked
package io.fluxim.access.gate.limit;

import org.jspecify.annotations.NullMarked;
