/** Who is registered, and their profiles. */
@NullMarked
package io.fluxim.directory.user;

import org.jspecify.annotations.NullMarked;
