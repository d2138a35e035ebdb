package io.fluxim.torture.report.html;

import io.fluxim.lab.report.Markup;
import io.fluxim.torture.report.Cell;
import io.fluxim.torture.report.Verdict;
import java.util.Locale;

/** How a verdict looks: always a sign or a word, the colour comes on top. */
final class Verdicts {

    private Verdicts() {}

    /** The class that colours it. */
    static String style(Verdict verdict) {
        return "is-" + verdict.name().toLowerCase(Locale.ROOT);
    }

    static Markup badge(Verdict verdict) {
        return Markup.of(
                "<span class=\"badge {}\"><span aria-hidden=\"true\">{}</span> {}</span>",
                style(verdict),
                verdict.sign(),
                verdict.word());
    }

    /** Where a cell is on the page: names may hold anything, an id may not. */
    static String anchor(Cell cell) {
        return cell.fault().replaceAll("[^A-Za-z0-9]+", "-") + "-"
                + Integer.toHexString(cell.fault().hashCode()) + "-" + cell.seed();
    }
}
