/** The threads that everything on the network shares in a process. */
@NullMarked
package io.fluxim.loops;

import org.jspecify.annotations.NullMarked;
