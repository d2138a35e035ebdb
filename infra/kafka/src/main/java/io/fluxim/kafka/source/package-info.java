/** Records of Kafka as batches: lanes, what they hold and commit, and how far groups are. */
@NullMarked
package io.fluxim.kafka.source;

import org.jspecify.annotations.NullMarked;
