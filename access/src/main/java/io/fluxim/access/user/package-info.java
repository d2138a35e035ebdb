/** Users and their tokens, over HTTP. */
@NullMarked
package io.fluxim.access.user;

import org.jspecify.annotations.NullMarked;
