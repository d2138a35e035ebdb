/** Runs faults against a cluster under load, and judges each by what the clients saw and the stores hold. */
@NullMarked
package io.fluxim.torture.run;

import org.jspecify.annotations.NullMarked;
