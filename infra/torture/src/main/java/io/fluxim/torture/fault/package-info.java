/** What is done to the cluster. */
@NullMarked
package io.fluxim.torture.fault;

import org.jspecify.annotations.NullMarked;
