/** What the launcher does once it has built, before anything is started: plain Java, with nothing else on the class path. */
@NullMarked
package io.fluxim.standalone.launch;

import org.jspecify.annotations.NullMarked;
