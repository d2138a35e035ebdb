/** What was sent held against what arrived and what is archived. */
@NullMarked
package io.fluxim.bench.check;

import org.jspecify.annotations.NullMarked;
