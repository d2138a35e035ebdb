/** The port that both doors share: bounds of requests, their targets, tokens in URLs. */
@NullMarked
package io.fluxim.access.gate.port;

import org.jspecify.annotations.NullMarked;
