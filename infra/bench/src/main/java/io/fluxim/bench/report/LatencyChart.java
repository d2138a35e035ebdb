package io.fluxim.bench.report;

import io.fluxim.bench.load.Latencies.Percentiles;
import io.fluxim.lab.report.Figures;
import io.fluxim.lab.report.Markup;
import io.fluxim.lab.report.Scale;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Latency over the rate offered, as an SVG: both from the steps of one scenario, latency in powers of ten. */
final class LatencyChart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 70;
    private static final int BOTTOM = 230;
    private static final int TOP = 12;
    private static final int RATE_TICKS = 6;
    /** From 1 ms to 100 s. */
    private static final int POWERS = 5;

    private final List<StepResult> steps;
    private final Scale rates;

    LatencyChart(List<StepResult> steps) {
        this.steps = steps.stream()
                .filter(step -> step.latency().count() > 0)
                .sorted(Comparator.comparingDouble(step -> step.load().perSecond()))
                .toList();
        this.rates = Scale.upTo(
                (long) this.steps.stream()
                        .mapToDouble(step -> step.load().perSecond())
                        .max()
                        .orElse(1),
                RATE_TICKS);
    }

    Markup render() {
        if (steps.isEmpty()) {
            return Markup.NOTHING;
        }
        return Markup.of(
                """
                <figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="100%" role="img" aria-label="latency over rate" fill="none" font-size="11">
                {}
                {}
                {}{}{}
                </svg><figcaption>Latency over messages offered a second; below p50, then p99, then p99.9, each step a dot.</figcaption></figure>
                """,
                WIDTH,
                HEIGHT,
                IntStream.range(0, POWERS + 1).mapToObj(this::power).collect(Markup.together()),
                rates.ticks().stream().map(this::rate).collect(Markup.together()),
                series("var(--received)", Percentiles::p50),
                series("var(--accent)", Percentiles::p99),
                series("var(--accepted)", Percentiles::p999));
    }

    private Markup power(int power) {
        double millis = Math.pow(10, power);
        return Markup.of(
                "<line x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\" stroke=\"var(--line)\"/><text x=\"{}\" y=\"{}\""
                        + " text-anchor=\"end\" fill=\"var(--faint)\">{}</text>",
                LEFT,
                WIDTH,
                y(millis),
                y(millis),
                LEFT - 6,
                y(millis),
                Figures.time((long) millis));
    }

    private Markup rate(long perSecond) {
        return Markup.of(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"var(--faint)\">{}</text>",
                x(perSecond),
                HEIGHT - 8,
                Figures.rate(perSecond));
    }

    private Markup series(String colour, ToDoubleFunction<Percentiles> of) {
        String line = steps.stream()
                .map(step -> x(step.load().perSecond()) + "," + y(of.applyAsDouble(step.latency())))
                .collect(Collectors.joining(" "));
        Markup dots = steps.stream()
                .map(step -> Markup.of(
                        "<circle cx=\"{}\" cy=\"{}\" r=\"3\" fill=\"{}\"/>",
                        x(step.load().perSecond()),
                        y(of.applyAsDouble(step.latency())),
                        colour))
                .collect(Markup.together());
        return Markup.of("<polyline points=\"{}\" stroke=\"{}\" stroke-width=\"2\"/>{}", line, colour, dots);
    }

    private String x(double perSecond) {
        return String.format(Locale.ROOT, "%.1f", LEFT + rates.percent(perSecond) * (WIDTH - LEFT - 30) / 100);
    }

    private String y(double millis) {
        double share = Math.min(1, Math.max(0, Math.log10(Math.max(1, millis)) / POWERS));
        return String.format(Locale.ROOT, "%.1f", BOTTOM - share * (BOTTOM - TOP));
    }
}
