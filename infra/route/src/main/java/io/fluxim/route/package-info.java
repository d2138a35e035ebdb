/** Which node holds a user's sessions, the nodes' topics, and leases (Redis). */
@NullMarked
package io.fluxim.route;

import org.jspecify.annotations.NullMarked;
