/** A chat in the terminal: one user, one device, everything that arrives shown once and in order. */
@NullMarked
package io.fluxim.cli.chat;

import org.jspecify.annotations.NullMarked;
