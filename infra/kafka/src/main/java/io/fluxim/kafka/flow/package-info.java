/** Starting, watching, restarting and draining the flows of an application. */
@NullMarked
package io.fluxim.kafka.flow;

import org.jspecify.annotations.NullMarked;
