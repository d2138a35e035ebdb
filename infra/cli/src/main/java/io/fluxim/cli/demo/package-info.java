/** People chat on a running platform, one goes offline and catches up; then what everybody received is checked and shown. */
@NullMarked
package io.fluxim.cli.demo;

import org.jspecify.annotations.NullMarked;
