/** Messages over HTTP: sent by the app's server, and read from the history. */
@NullMarked
package io.fluxim.access.message;

import org.jspecify.annotations.NullMarked;
