/** Real stores for one machine without Docker: each a class that starts it, tells its address and stops it. */
@NullMarked
package io.fluxim.embedded;

import org.jspecify.annotations.NullMarked;
