/**
 * The promise of the platform as a check: what was sent and answered against what inboxes, history and devices hold.
 * Plain Java, fed after a run; {@link io.fluxim.testkit.check.PromiseCheck} is where to begin.
 */
@NullMarked
package io.fluxim.testkit.check;

import org.jspecify.annotations.NullMarked;
