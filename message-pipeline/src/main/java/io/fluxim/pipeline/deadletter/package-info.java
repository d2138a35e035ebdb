/** Records that can never succeed, set aside and never forgotten. */
@NullMarked
package io.fluxim.pipeline.deadletter;

import org.jspecify.annotations.NullMarked;
