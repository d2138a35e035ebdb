/** Processes that are started, watched and stopped: applications and stores, each a process of its own. */
@NullMarked
package io.fluxim.lab.process;

import org.jspecify.annotations.NullMarked;
