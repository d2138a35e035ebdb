/** Traces of messages, from send to push and into the archive (OpenTelemetry). */
@NullMarked
package io.fluxim.trace;

import org.jspecify.annotations.NullMarked;
