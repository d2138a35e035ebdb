/** Looks into the stores of an installation, whether it runs or not, and compares them. */
@NullMarked
package io.fluxim.standalone.audit;

import org.jspecify.annotations.NullMarked;
