/** Groups, their members, and who may change them. */
@NullMarked
package io.fluxim.directory.group;

import org.jspecify.annotations.NullMarked;
