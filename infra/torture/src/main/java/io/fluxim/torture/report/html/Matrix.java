package io.fluxim.torture.report.html;

import io.fluxim.lab.report.Figures;
import io.fluxim.lab.report.Markup;
import io.fluxim.torture.report.CellResult;
import io.fluxim.torture.report.Summary;
import java.util.List;

/** Faults down, seeds across; each cell says how it ended and leads to its section. */
final class Matrix {

    private final Summary summary;

    Matrix(Summary summary) {
        this.summary = summary;
    }

    Markup render() {
        return Markup.of(
                """
                <section>
                <h2 id="matrix">Faults and seeds</h2>
                <p>Verdict, and recovery: the time from the fault healed to all quiet, when nothing is left to do and every
                client has what its inbox holds.</p>
                <div class="wide"><table class="matrix">
                <thead><tr><th scope="col">Fault</th>{}</tr></thead>
                <tbody>
                {}
                </tbody>
                </table></div>
                </section>
                """,
                summary.seeds().stream()
                        .map(seed -> Markup.of("<th scope=\"col\">seed {}</th>", seed))
                        .collect(Markup.together()),
                summary.faults().stream().map(this::row).collect(Markup.together()));
    }

    private Markup row(String fault) {
        List<CellResult> results = summary.of(fault);
        return Markup.of(
                "<tr><th scope=\"row\"><span class=\"name\">{}</span><small>{}</small></th>{}</tr>",
                fault,
                results.get(0).cell().what(),
                summary.seeds().stream().map(seed -> cells(results, seed)).collect(Markup.together()));
    }

    private static Markup cells(List<CellResult> results, long seed) {
        return Markup.of(
                "<td>{}</td>",
                results.stream()
                        .filter(result -> result.cell().seed() == seed)
                        .map(Matrix::link)
                        .collect(Markup.together()));
    }

    private static Markup link(CellResult result) {
        return Markup.of(
                "<small class=\"which\">seed {}</small><a class=\"cell {}\" href=\"#{}\"><span"
                        + " aria-hidden=\"true\">{}</span> <span class=\"word\">{}</span> <span"
                        + " class=\"time\">{}</span></a>",
                result.cell().seed(),
                Verdicts.style(result.verdict()),
                Verdicts.anchor(result.cell()),
                result.verdict().sign(),
                result.verdict().word(),
                Figures.time(result.course().recoveryMillis()));
    }
}
