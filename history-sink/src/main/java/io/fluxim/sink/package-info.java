/** The program that archives every numbered message in MySQL. */
@NullMarked
package io.fluxim.sink;

import org.jspecify.annotations.NullMarked;
