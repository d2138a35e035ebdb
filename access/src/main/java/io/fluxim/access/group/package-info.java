/** Groups and their members, over HTTP. */
@NullMarked
package io.fluxim.access.group;

import org.jspecify.annotations.NullMarked;
