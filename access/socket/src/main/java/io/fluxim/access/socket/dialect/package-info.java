/** Wire protocols: one dialect is one package. */
@NullMarked
package io.fluxim.access.socket.dialect;

import org.jspecify.annotations.NullMarked;
