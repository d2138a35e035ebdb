/** Batches in, records out. Reactor Kafka stays behind these types. */
@NullMarked
package io.fluxim.kafka;

import org.jspecify.annotations.NullMarked;
