/** The installation that is measured: each application and store a process of its own. */
@NullMarked
package io.fluxim.bench.platform;

import org.jspecify.annotations.NullMarked;
