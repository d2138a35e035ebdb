package io.fluxim.bench.report;

import io.fluxim.bench.check.Audited;
import io.fluxim.lab.report.Figures;
import io.fluxim.lab.report.Markup;
import io.fluxim.lab.report.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The run as one page that needs nothing beside it. */
public final class HtmlReport {

    private final BenchReport report;

    public HtmlReport(BenchReport report) {
        this.report = report;
    }

    /** @throws IOException where the file cannot be written */
    public void write(Path file) throws IOException {
        Files.writeString(file, render());
    }

    /** The whole page. */
    public String render() {
        return Page.of(
                "Fluxim bench report",
                Markup.of(
                        """
                        <header>
                        <p class="kind">Fluxim bench report · {}</p>
                        <h1 class="{}">{}</h1>
                        </header>
                        <main>
                        {}
                        {}
                        {}
                        </main>
                        """,
                        Figures.moment(report.setting().began()),
                        report.holds() ? "is-held" : "is-broken",
                        report.holds()
                                ? "Every message complete, once, in order"
                                : "The promise was broken: no figure counts",
                        report.scenarios().stream().map(HtmlReport::scenario).collect(Markup.together()),
                        audits(),
                        setting()));
    }

    private static Markup scenario(ScenarioResult result) {
        return Markup.of(
                """
                <section>
                <h2>{}</h2>
                <p>{}</p>
                <p>{}</p>
                <p>{}</p>
                {}
                {}
                {}
                {}
                {}
                </section>
                """,
                result.title().name(),
                result.title().what(),
                Wording.best(result),
                Wording.check(result.check()),
                list(result.figures().stream().map(HtmlReport::figure).collect(Markup.together())),
                list(result.check().breaches().stream()
                        .map(breach -> Markup.of("<li class=\"is-broken\">{}</li>", breach))
                        .collect(Markup.together())),
                new LatencyChart(result.steps()).render(),
                table(result),
                result.best().map(best -> effort(best.effort())).orElse(Markup.NOTHING));
    }

    private Markup audits() {
        if (report.audits().isEmpty()) {
            return Markup.NOTHING;
        }
        return Markup.of(
                "<section><h2>The stores in the end</h2>{}</section>",
                report.audits().stream().map(HtmlReport::audited).collect(Markup.together()));
    }

    private static Markup audited(Audited audited) {
        return Markup.of(
                "<p class=\"{}\">{}</p>{}",
                audited.holds() ? "is-held" : "is-broken",
                Wording.audited(audited),
                list(audited.mismatches().stream()
                        .map(mismatch -> Markup.of("<li class=\"is-broken\">{}</li>", mismatch))
                        .collect(Markup.together())));
    }

    private static Markup figure(Figure figure) {
        String style = figure.verdict()
                .map(verdict -> verdict == Figure.Verdict.PASS ? "is-held" : "is-broken")
                .orElse("name");
        return Markup.of("<li class=\"{}\">{}</li>", style, Wording.figure(figure));
    }

    private static Markup list(Markup items) {
        return items.html().isEmpty() ? Markup.NOTHING : Markup.of("<ul>{}</ul>", items);
    }

    private static Markup table(ScenarioResult result) {
        if (result.steps().isEmpty()) {
            return Markup.NOTHING;
        }
        return Markup.of("""
            <div class="wide"><table>
            <thead><tr><th>offered</th><th>deliveries</th><th>for</th><th>p50</th><th>p99</th><th>p99.9</th><th>max</th><th>CPU a message</th><th>outcome</th></tr></thead>
            <tbody>
            {}
            </tbody>
            </table></div>
            """, result.steps().stream().map(HtmlReport::row).collect(Markup.together()));
    }

    private static Markup row(StepResult step) {
        return Markup.of(
                "<tr><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td"
                        + " class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td"
                        + " class=\"number\">{}</td><td class=\"number\">{} µs</td><td>{}<small>{}</small></td></tr>",
                Figures.rate(step.load().perSecond()),
                Figures.rate(step.load().deliveriesPerSecond()),
                Figures.time((long) (1_000 * step.load().seconds())),
                Figures.latency(step.latency().p50()),
                Figures.latency(step.latency().p99()),
                Figures.latency(step.latency().p999()),
                Figures.latency(step.latency().max()),
                Wording.number(step.cpu().sum()),
                step.outcome().words(),
                String.join("; ", step.notes()));
    }

    private static Markup effort(Effort effort) {
        Cpu cpu = effort.cpu();
        return Markup.of(
                "<h3>CPU a message</h3><dl class=\"counts\">{}{}{}</dl><p>{}</p><p>{}</p><p>{}</p>",
                cpu.servers().entrySet().stream()
                        .map(process -> share(process.getKey(), process.getValue()))
                        .collect(Markup.together()),
                share("all of these", cpu.sum()),
                share("the generator", cpu.generator()),
                Wording.threads(effort.cpu()),
                Wording.besides(effort),
                Wording.batches(effort.batches()));
    }

    private static Markup share(String process, double micros) {
        return Markup.of("<div><dt>{}</dt><dd>{} µs</dd></div>", process, Wording.number(micros));
    }

    private Markup setting() {
        BenchReport.Setting setting = report.setting();
        return Markup.of(
                """
                <section>
                <h2>Run it again</h2>
                <pre><code>{}</code></pre>
                <dl class="setting">
                <dt>Machine</dt><dd>{}, which carries the stores and the generator too</dd>
                <dt>JDK</dt><dd>{}</dd>
                <dt>Platform</dt><dd>{}</dd>
                <dt>Took</dt><dd>{}</dd>
                </dl>
                </section>
                """,
                setting.command(),
                setting.machine(),
                setting.jdk(),
                setting.platform(),
                Figures.time(setting.took()));
    }
}
