/** The kit of all reports: numbers in words, pages, charts. */
@NullMarked
package io.fluxim.lab.report;

import org.jspecify.annotations.NullMarked;
