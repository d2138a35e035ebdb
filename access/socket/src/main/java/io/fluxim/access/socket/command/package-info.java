/** What clients ask for: checked, bounded, performed in order. */
@NullMarked
package io.fluxim.access.socket.command;

import org.jspecify.annotations.NullMarked;
