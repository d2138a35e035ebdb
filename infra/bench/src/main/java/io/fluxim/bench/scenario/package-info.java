/** What is measured, and how. */
@NullMarked
package io.fluxim.bench.scenario;

import org.jspecify.annotations.NullMarked;
