package io.fluxim.torture.report.html;

import io.fluxim.lab.report.Figures;
import io.fluxim.lab.report.Markup;
import io.fluxim.torture.report.CellResult;
import io.fluxim.torture.report.Counts;
import io.fluxim.torture.report.Summary;
import io.fluxim.torture.report.TortureReport;
import java.util.Optional;

/** What a reader has seen who reads no further: the verdict in a sentence, and five numbers. */
final class Opening {

    private final TortureReport report;
    private final Summary summary;

    Opening(TortureReport report) {
        this.report = report;
        this.summary = new Summary(report);
    }

    Markup render() {
        return Markup.of(
                """
                <header>
                <p class="kind">Fluxim torture report · {} · commit <code>{}</code></p>
                <h1 class="{}"><span class="sign" aria-hidden="true">{}</span> {}</h1>
                <p class="lead">{}</p>
                <dl class="figures">
                {}
                {}
                {}
                {}
                {}
                </dl>
                </header>
                """,
                Figures.moment(report.began()),
                report.setting().commit(),
                Verdicts.style(report.verdict()),
                report.verdict().sign(),
                summary.sentence(),
                lead(),
                figure(Figures.count(summary.messages()), "messages checked"),
                figure(Figures.count(summary.checked()), "checks against the rules"),
                figure(
                        Figures.count(summary.held()) + " of "
                                + Figures.count(report.cells().size()),
                        "cells in which every rule held"),
                slowest(),
                figure(Figures.count(summary.counts().reconnects()), "connections lost and made again"));
    }

    private String lead() {
        Counts counts = summary.counts();
        return "%s with %s: the applications and stores as processes of their own, real clients under load, one cell after another. Each cell strikes, heals, waits for quiet, then holds what the clients saw and all stores hold against the promise. %s were accepted and %s inbox entries delivered in %s."
                .formatted(
                        Figures.count(summary.faults().size(), "fault"),
                        Figures.count(summary.seeds().size(), "seed"),
                        Figures.count(counts.accepted(), "send"),
                        Figures.count(counts.delivered()),
                        Figures.time(report.took()));
    }

    private Markup slowest() {
        Optional<CellResult> slowest = summary.slowest();
        return slowest.isEmpty()
                ? figure(Figures.NONE, "longest recovery")
                : figure(
                        Figures.time(slowest.get().course().recoveryMillis()),
                        "longest recovery (" + slowest.get().cell().fault() + ")");
    }

    private static Markup figure(String number, String what) {
        return Markup.of("<div><dd>{}</dd><dt>{}</dt></div>", number, what);
    }
}
