/** Who a client is: tokens, platforms, cut-offs. */
@NullMarked
package io.fluxim.access.gate.auth;

import org.jspecify.annotations.NullMarked;
