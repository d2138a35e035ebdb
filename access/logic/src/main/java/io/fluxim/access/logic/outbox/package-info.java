/** Membership events on their way from MySQL to Kafka. */
@NullMarked
package io.fluxim.access.logic.outbox;

import org.jspecify.annotations.NullMarked;
