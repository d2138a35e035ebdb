package io.fluxim.torture.report;

import static io.fluxim.lab.report.MarkdownText.text;

import io.fluxim.lab.report.Figures;
import java.util.stream.Collectors;

/** The overload as a section of the Markdown page. */
final class MarkdownOverload {

    private MarkdownOverload() {}

    static String render(OverloadResult result) {
        return """
            ### Overload

            %s %s: three times the rate that the run sustained, %s checked.%s

            | | sustained | 3 × offered |
            |---|---:|---:|
            | offered | %s | %s |
            | accepted | %s | %s |
            | accepted in time | %s | %s |
            | refused with `temporary` and `retryAfterMs` | %s | %s |
            | half answered within | %s | %s |
            | 99 %% answered within | %s | %s |
            %s\
            """.formatted(
                        result.verdict().sign(),
                        result.verdict().sentence(),
                        Figures.count(Summary.messages(result.check()), "message"),
                        result.notes().stream().map(note -> " " + text(note)).collect(Collectors.joining()),
                        Figures.rate(result.usual().offeredPerSecond()),
                        Figures.rate(result.overload().offeredPerSecond()),
                        Figures.rate(result.usual().acceptedPerSecond()),
                        Figures.rate(result.overload().acceptedPerSecond()),
                        Figures.count(result.usual().acceptedInTime()),
                        Figures.count(result.overload().acceptedInTime()),
                        Figures.count(result.usual().refusedTemporary()),
                        Figures.count(result.overload().refusedTemporary()),
                        Figures.latency(result.usual().latency().p50()),
                        Figures.latency(result.overload().latency().p50()),
                        Figures.latency(result.usual().latency().p99()),
                        Figures.latency(result.overload().latency().p99()),
                        result.heaps().stream()
                                .map(heap -> "| heap of %s, of %s | %s | %s |"
                                        .formatted(
                                                text(heap.process()),
                                                Figures.bytes(heap.limitBytes()),
                                                Figures.bytes(heap.usualBytes()),
                                                Figures.bytes(heap.overloadBytes())))
                                .collect(Collectors.joining("\n")));
    }
}
