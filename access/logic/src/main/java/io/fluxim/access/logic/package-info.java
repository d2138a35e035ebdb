/** What may happen and to whom: the rules of the access layer, without web, codec or sockets. */
@NullMarked
package io.fluxim.access.logic;

import org.jspecify.annotations.NullMarked;
