/** A short load of every path, from which the JVM learns for its ahead-of-time cache what later starts shall have at once. */
@NullMarked
package io.fluxim.cli.train;

import org.jspecify.annotations.NullMarked;
