/** Records that can never succeed, set aside and never forgotten. */
@NullMarked
package io.fluxim.kafka.deadletter;

import org.jspecify.annotations.NullMarked;
