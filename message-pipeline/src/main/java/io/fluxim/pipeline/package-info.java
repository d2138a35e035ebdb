/** The pipeline: its two flows, put together from the stages, and the program that runs them. */
@NullMarked
package io.fluxim.pipeline;

import org.jspecify.annotations.NullMarked;
