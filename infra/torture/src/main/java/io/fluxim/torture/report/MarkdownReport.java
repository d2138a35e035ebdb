package io.fluxim.torture.report;

import static io.fluxim.lab.report.MarkdownText.text;

import io.fluxim.lab.report.Figures;
import io.fluxim.testkit.check.Finding;
import io.fluxim.testkit.check.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The run as the part of a Markdown page between {@link #BEGIN} and {@link #END}. What people wrote around it stays as it is.
 */
public final class MarkdownReport {

    /** The line after which the page is the renderer's. */
    public static final String BEGIN = "<!-- torture: written by ./fluxim torture from here -->";

    /** The line before which it ends. */
    public static final String END = "<!-- torture: to here -->";

    private static final String NEW_PAGE = """
        # Torture report

        %s
        %s

        ## Failures found on the way
        """.formatted(BEGIN, END);

    private final TortureReport report;
    private final Summary summary;

    public MarkdownReport(TortureReport report) {
        this.report = report;
        this.summary = new Summary(report);
    }

    /**
     * Writes into a page, or a new one where there is none.
     *
     * @throws IOException              where the file cannot be read or written
     * @throws IllegalArgumentException as {@link #into}
     */
    public void write(Path page) throws IOException {
        String existing = Files.exists(page) ? Files.readString(page) : NEW_PAGE;
        Files.writeString(page, into(existing));
    }

    /**
     * A page with its part between the markers replaced.
     *
     * @throws IllegalArgumentException where the page has not each marker once, in order: better no report than a lost page
     */
    public String into(String page) {
        int begin = only(page, BEGIN);
        int end = only(page, END);
        if (end < begin) {
            throw new IllegalArgumentException("'" + END + "' comes before '" + BEGIN + "'");
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + render() + "\n\n" + page.substring(end);
    }

    private static int only(String page, String marker) {
        int at = page.indexOf(marker);
        if (at < 0 || page.indexOf(marker, at + 1) >= 0) {
            throw new IllegalArgumentException("the page must have the line '" + marker + "' once; it has it "
                    + (at < 0 ? "not at all" : "more often"));
        }
        return at;
    }

    String render() {
        return Stream.of(opening(), cells(), throughput(), rules(), overload(), findings())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private String opening() {
        Setting setting = report.setting();
        return """
            **%s.** %s with %s, %s held against the promise in %s checks, longest recovery %s.

            `%s` on %s, took %s, commit %s. %s; %s. Processes: %s.\
            """.formatted(
                        text(summary.sentence()),
                        Figures.count(summary.faults().size(), "fault"),
                        Figures.count(summary.seeds().size(), "seed"),
                        Figures.count(summary.messages(), "message"),
                        Figures.count(summary.checked()),
                        Figures.time(Summary.longestRecovery(report.cells())),
                        setting.command().replace("`", "'"),
                        Figures.moment(report.began()),
                        Figures.time(report.took()),
                        text(setting.commit()),
                        text(setting.jdk()),
                        text(setting.machine()),
                        text(setting.processes().entrySet().stream()
                                .map(process -> process.getValue() + " × " + process.getKey())
                                .collect(Collectors.joining(", "))));
    }

    private String cells() {
        List<Long> seeds = summary.seeds();
        return """
            ### Faults and seeds

            Verdict, and recovery: from the fault healed to all quiet.

            | fault | what is done |%s
            |---|---|%s
            %s\
            """.formatted(
                        seeds.stream().map(seed -> " seed " + seed + " |").collect(Collectors.joining()),
                        "---|".repeat(seeds.size()),
                        summary.faults().stream().map(this::row).collect(Collectors.joining("\n")));
    }

    private String row(String fault) {
        List<CellResult> results = summary.of(fault);
        return "| %s | %s |%s"
                .formatted(
                        text(fault),
                        text(results.get(0).cell().what()),
                        summary.seeds().stream()
                                .map(seed -> " " + cell(results, seed) + " |")
                                .collect(Collectors.joining()));
    }

    private static String cell(List<CellResult> results, long seed) {
        return results.stream()
                .filter(result -> result.cell().seed() == seed)
                .map(result -> result.verdict().sign() + " "
                        + (result.verdict() == Verdict.HELD
                                ? ""
                                : result.verdict().word() + " ")
                        + Figures.time(result.course().recoveryMillis()))
                .collect(Collectors.joining(", "));
    }

    private String throughput() {
        Counts counts = summary.counts();
        return """
            ### Load

            | | mean, outages included | in the best second | in all |
            |---|---:|---:|---:|
            | accepted | %s | %s | %s |
            | received by devices | %s | %s | %s inbox entries |

            %s, %s answered with an error, %s rejected; %s, %s dropped by devices.\
            """.formatted(
                        Figures.rate(summary.meanAcceptedPerSecond()),
                        Figures.rate(summary.mostAcceptedPerSecond()),
                        Figures.count(counts.accepted()),
                        Figures.rate(summary.meanReceivedPerSecond()),
                        Figures.rate(summary.mostReceivedPerSecond()),
                        Figures.count(counts.delivered()),
                        Figures.count(counts.retried()) + " sent again",
                        Figures.count(counts.refused()),
                        Figures.count(counts.rejected()),
                        Figures.count(counts.reconnects(), "reconnect"),
                        Figures.count(counts.repeats(), "repeat"));
    }

    private String rules() {
        return """
            ### What was checked

            | rule | | checked | breaches |
            |---|---|---:|---:|
            %s\
            """.formatted(Arrays.stream(Rule.values())
                .map(rule -> "| %s | %s | %s | %s |"
                        .formatted(
                                rule,
                                rule.sentence(),
                                Figures.count(summary.checked(rule)),
                                Figures.count(summary.found(rule))))
                .collect(Collectors.joining("\n")));
    }

    private String overload() {
        return report.overload().map(MarkdownOverload::render).orElse("");
    }

    private String findings() {
        String findings = Stream.concat(
                        report.cells().stream().flatMap(MarkdownReport::findings),
                        report.overload().stream()
                                .flatMap(overload -> overload.check().findings().stream())
                                .map(finding -> line("overload", finding)))
                .collect(Collectors.joining("\n"));
        return findings.isEmpty() ? "" : "### Findings and notes\n\n" + findings;
    }

    private static Stream<String> findings(CellResult result) {
        String place = result.cell().fault() + ", seed " + result.cell().seed();
        return Stream.concat(
                result.notes().stream().map(note -> "- " + text(place) + ": " + text(note)),
                result.check().findings().stream().map(finding -> line(place, finding)));
    }

    private static String line(String place, Finding finding) {
        return "- " + text(place) + ": **" + finding.rule() + "** " + text(finding.what());
    }
}
