/** The cleaner as a program: retention sweeps, by schedule or by hand. */
@NullMarked
package io.fluxim.cleaner;

import org.jspecify.annotations.NullMarked;
