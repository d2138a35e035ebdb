/** A run as one self-contained page: no script, no network; {@link io.fluxim.torture.report.html.HtmlReport} writes it. */
@NullMarked
package io.fluxim.torture.report.html;

import org.jspecify.annotations.NullMarked;
