/** What is pushed to this node: its topic, its routes, the entries for its sessions. */
@NullMarked
package io.fluxim.access.push;

import org.jspecify.annotations.NullMarked;
