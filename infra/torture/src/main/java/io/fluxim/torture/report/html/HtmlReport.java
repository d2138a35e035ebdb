package io.fluxim.torture.report.html;

import io.fluxim.lab.report.Figures;
import io.fluxim.lab.report.Markup;
import io.fluxim.lab.report.Page;
import io.fluxim.torture.report.CellResult;
import io.fluxim.torture.report.Setting;
import io.fluxim.torture.report.Summary;
import io.fluxim.torture.report.TortureReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The run as one page that needs nothing beside it: first the verdict, then where to look, then every cell. */
public final class HtmlReport {

    private final TortureReport report;
    private final Summary summary;

    public HtmlReport(TortureReport report) {
        this.report = report;
        this.summary = new Summary(report);
    }

    /** @throws IOException where the file cannot be written */
    public void write(Path file) throws IOException {
        Files.writeString(file, render());
    }

    /** The whole page. */
    public String render() {
        return Page.of(
                "Fluxim torture report: " + summary.sentence(),
                Markup.of(
                        """
                        {}
                        <main>
                        {}
                        {}
                        {}
                        {}
                        <h2 id="cells">Cell by cell</h2>
                        {}
                        {}
                        </main>
                        """,
                        new Opening(report).render(),
                        new Matrix(summary).render(),
                        new RecoveryChart(summary).render(),
                        new RulesTable(summary).render(),
                        report.overload()
                                .map(overload -> new OverloadSection(overload).render())
                                .orElse(Markup.NOTHING),
                        report.cells().stream().map(HtmlReport::section).collect(Markup.together()),
                        setting()));
    }

    private static Markup section(CellResult result) {
        return new CellSection(result).render();
    }

    private Markup setting() {
        Setting setting = report.setting();
        return Markup.of(
                """
                <section>
                <h2 id="again">Run it again</h2>
                <p>The same command with the same seeds strikes the same processes at the same instants; how the machine
                schedules them is the one thing that differs.</p>
                <pre><code>{}</code></pre>
                <dl class="setting">
                <dt>Seeds</dt><dd>{}</dd>
                <dt>Commit</dt><dd><code>{}</code></dd>
                <dt>JDK</dt><dd>{}</dd>
                <dt>Machine</dt><dd>{}</dd>
                <dt>Processes</dt><dd>{}</dd>
                <dt>Began</dt><dd>{}, took {}</dd>
                </dl>
                </section>
                """,
                setting.command(),
                setting.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                setting.commit(),
                setting.jdk(),
                setting.machine(),
                setting.processes().entrySet().stream()
                        .map(process -> process.getValue() + " × " + process.getKey())
                        .collect(Collectors.joining(", ")),
                Figures.moment(report.began()),
                Figures.time(report.took()));
    }
}
