/** What stands in the way of a healthy Fluxim on this machine, and what to do about it. */
@NullMarked
package io.fluxim.cli.doctor;

import org.jspecify.annotations.NullMarked;
