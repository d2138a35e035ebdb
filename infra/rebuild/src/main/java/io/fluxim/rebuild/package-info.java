/** Read models made anew from the log, compared with the standing ones, and put in their place where that is wanted. */
@NullMarked
package io.fluxim.rebuild;

import org.jspecify.annotations.NullMarked;
