/** Which tokens are revoked. */
@NullMarked
package io.fluxim.directory.token;

import org.jspecify.annotations.NullMarked;
