/** Records into Kafka. */
@NullMarked
package io.fluxim.kafka.sink;

import org.jspecify.annotations.NullMarked;
