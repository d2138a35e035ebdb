/** Events that are committed in MySQL and on their way to Kafka. */
@NullMarked
package io.fluxim.directory.outbox;

import org.jspecify.annotations.NullMarked;
