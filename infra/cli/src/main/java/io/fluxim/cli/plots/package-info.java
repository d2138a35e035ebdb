/** The overview dashboard as a picture, drawn from what a real Prometheus saw of the running platform. */
@NullMarked
package io.fluxim.cli.plots;

import org.jspecify.annotations.NullMarked;
