/** Which node holds a user's sessions, which push slot a node owns, and leases (Redis). */
@NullMarked
package io.fluxim.route;

import org.jspecify.annotations.NullMarked;
