/** One pass over everything that retention is about, and how it is started, bounded, shown and stopped. */
@NullMarked
package io.fluxim.cleaner.sweep;

import org.jspecify.annotations.NullMarked;
