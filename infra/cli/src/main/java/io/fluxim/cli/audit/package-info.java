/** Looks into the stores of an installation, whether it runs or not, and compares them. */
@NullMarked
package io.fluxim.cli.audit;

import org.jspecify.annotations.NullMarked;
