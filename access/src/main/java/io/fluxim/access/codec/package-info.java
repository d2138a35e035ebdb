/** Commands and frames as JSON text. A second wire protocol is a second package like this one. */
@NullMarked
package io.fluxim.access.codec;

import org.jspecify.annotations.NullMarked;
