/** Who is a member of a group at which seq, and so receives what. */
@NullMarked
package io.fluxim.inbox.members;

import org.jspecify.annotations.NullMarked;
