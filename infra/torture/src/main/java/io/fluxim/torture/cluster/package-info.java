/** The installation that is tortured: its processes, and the networks and clocks between them. */
@NullMarked
package io.fluxim.torture.cluster;

import org.jspecify.annotations.NullMarked;
