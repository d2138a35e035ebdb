/** The topics: what they hold, how they are made. */
@NullMarked
package io.fluxim.kafka.topic;

import org.jspecify.annotations.NullMarked;
