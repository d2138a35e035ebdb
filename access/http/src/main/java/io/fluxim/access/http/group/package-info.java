/** Groups and their members, over HTTP. */
@NullMarked
package io.fluxim.access.http.group;

import org.jspecify.annotations.NullMarked;
