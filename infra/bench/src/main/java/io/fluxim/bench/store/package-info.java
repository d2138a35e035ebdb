/** What is written to the stores past the applications: to see what each of them could carry, and to fill them. */
@NullMarked
package io.fluxim.bench.store;

import org.jspecify.annotations.NullMarked;
