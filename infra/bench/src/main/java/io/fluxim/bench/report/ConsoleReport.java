package io.fluxim.bench.report;

import io.fluxim.bench.check.Audited;
import io.fluxim.bench.check.Breach;
import io.fluxim.lab.report.Figures;
import java.io.PrintStream;
import java.util.Map;

/** The run as it goes, for a terminal. */
public final class ConsoleReport {

    private static final String ROW = "  %9s %11s %9s %9s %9s %9s %9s  %s%n";

    private final PrintStream out;
    /** Whether the table of the scenario has its headings; moved by the thread that runs it. */
    private boolean headed;

    public ConsoleReport(PrintStream out) {
        this.out = out;
    }

    public void progress(String line) {
        out.println(line);
    }

    public void step(StepResult step) {
        if (!headed) {
            out.printf(ROW, "offered", "deliveries", "p50", "p99", "p99.9", "max", "CPU/msg", "");
            headed = true;
        }
        out.printf(
                ROW,
                Figures.rate(step.load().perSecond()),
                Figures.rate(step.load().deliveriesPerSecond()),
                Figures.latency(step.latency().p50()),
                Figures.latency(step.latency().p99()),
                Figures.latency(step.latency().p999()),
                Figures.latency(step.latency().max()),
                micros(step.cpu().sum()),
                step.outcome().words() + "; " + String.join("; ", step.notes()));
    }

    public void scenario(ScenarioResult result) {
        headed = false;
        if (!result.steps().isEmpty()) {
            out.println("  " + Wording.best(result));
        }
        result.best().ifPresent(best -> {
            out.println("  CPU a message: " + shares(best.cpu()));
            out.println("  " + Wording.threads(best.cpu()));
            out.println("  " + Wording.besides(best.effort()));
            out.println("  " + Wording.batches(best.effort().batches()));
        });
        result.figures()
                .forEach(figure -> out.println(
                        "  " + figure.verdict().map(Figure.Verdict::sign).orElse("·") + " " + Wording.figure(figure)));
        out.println("  " + Wording.check(result.check()));
        for (Breach breach : result.check().breaches()) {
            out.println("  BROKEN " + breach);
        }
        out.println();
    }

    public void audited(Audited audited) {
        out.println(Wording.audited(audited));
        audited.mismatches().forEach(mismatch -> out.println("  BROKEN " + mismatch));
        out.println();
    }

    private static String shares(Cpu cpu) {
        StringBuilder shares = new StringBuilder();
        for (Map.Entry<String, Double> process : cpu.servers().entrySet()) {
            shares.append(process.getKey())
                    .append(' ')
                    .append(micros(process.getValue()))
                    .append(", ");
        }
        return shares + "together " + micros(cpu.sum()) + "; the generator " + micros(cpu.generator());
    }

    private static String micros(double micros) {
        return Wording.number(micros) + " µs";
    }
}
