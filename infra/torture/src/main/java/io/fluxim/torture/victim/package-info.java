/** Applications that die at a point of our choice, or have a defect of our making. */
@NullMarked
package io.fluxim.torture.victim;

import org.jspecify.annotations.NullMarked;
