/** What a run came to, and how it is told. */
@NullMarked
package io.fluxim.bench.report;

import org.jspecify.annotations.NullMarked;
