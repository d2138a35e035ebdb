/**
 * What a torture run came to, and how it is told: {@link io.fluxim.torture.report.TortureReport} is the data,
 * {@code HtmlReport}, {@code JsonReport}, {@code MarkdownReport} and {@code ConsoleReport} tell it.
 */
@NullMarked
package io.fluxim.torture.report;

import org.jspecify.annotations.NullMarked;
