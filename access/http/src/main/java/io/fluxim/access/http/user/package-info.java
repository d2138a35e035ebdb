/** Users and their tokens, over HTTP. */
@NullMarked
package io.fluxim.access.http.user;

import org.jspecify.annotations.NullMarked;
