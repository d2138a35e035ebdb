/** Commands and frames as JSON text. A second wire protocol is a second package like this one. */
@NullMarked
package io.fluxim.access.socket.dialect.fluxim;

import org.jspecify.annotations.NullMarked;
