/** The edge: the application that speaks WebSocket and HTTP with clients. */
@NullMarked
package io.fluxim.access.server;

import org.jspecify.annotations.NullMarked;
