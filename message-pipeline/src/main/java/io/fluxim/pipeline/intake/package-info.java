/** What is read from im.accepted, and which of it is dead before it is numbered. */
@NullMarked
package io.fluxim.pipeline.intake;

import org.jspecify.annotations.NullMarked;
