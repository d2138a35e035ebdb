/** The edge: the application that speaks WebSocket and HTTP with clients. */
@NullMarked
package io.fluxim.access;

import org.jspecify.annotations.NullMarked;
