/** Messages over HTTP: sent by the app's server, and read from the history. */
@NullMarked
package io.fluxim.access.http.message;

import org.jspecify.annotations.NullMarked;
