/** What somebody sends who wishes a system ill. */
@NullMarked
package io.fluxim.testkit.hostile;

import org.jspecify.annotations.NullMarked;
