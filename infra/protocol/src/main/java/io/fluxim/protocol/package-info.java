/** The words of the platform: ids, numbers and the message itself. Plain Java; every other module imports it. */
@NullMarked
package io.fluxim.protocol;

import org.jspecify.annotations.NullMarked;
