/** The numbers last given out: assigned in Redis, proved by MongoDB. */
@NullMarked
package io.fluxim.inbox.heads;

import org.jspecify.annotations.NullMarked;
