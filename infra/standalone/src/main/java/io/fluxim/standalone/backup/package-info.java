/** Backup and restore of an installation whose stores are all embedded: one file for all of it, taken where it stands still. */
@NullMarked
package io.fluxim.standalone.backup;

import org.jspecify.annotations.NullMarked;
