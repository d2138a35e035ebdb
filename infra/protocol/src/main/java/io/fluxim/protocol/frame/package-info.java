/** What a client says and hears, free of any encoding, so that a wire protocol is one codec beside these types. */
@NullMarked
package io.fluxim.protocol.frame;

import org.jspecify.annotations.NullMarked;
