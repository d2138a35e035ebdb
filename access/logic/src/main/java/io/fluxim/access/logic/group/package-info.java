/** Changes of groups, and who may see a group. */
@NullMarked
package io.fluxim.access.logic.group;

import org.jspecify.annotations.NullMarked;
