/** Lists dead letters and puts them back. */
@NullMarked
package io.fluxim.pipeline.deadletter;

import org.jspecify.annotations.NullMarked;
