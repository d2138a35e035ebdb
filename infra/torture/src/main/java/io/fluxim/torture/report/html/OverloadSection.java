package io.fluxim.torture.report.html;

import io.fluxim.lab.report.Figures;
import io.fluxim.lab.report.Markup;
import io.fluxim.lab.report.Scale;
import io.fluxim.torture.report.Heap;
import io.fluxim.torture.report.Load;
import io.fluxim.torture.report.OverloadResult;
import io.fluxim.torture.report.Summary;
import java.util.function.Function;

/** The rate that the run sustained beside three times that rate: answers, latencies and heap. */
final class OverloadSection {

    private final OverloadResult result;
    private final Scale mebibytes;

    OverloadSection(OverloadResult result) {
        this.result = result;
        long most = result.heaps().stream()
                .mapToLong(heap -> Math.max(heap.limitBytes(), Math.max(heap.usualBytes(), heap.overloadBytes())))
                .max()
                .orElse(0);
        this.mebibytes = new Scale(Math.max(1, most), Math.max(1, most));
    }

    Markup render() {
        return Markup.of(
                """
                <section>
                <h2 id="overload">Overload {}</h2>
                <p>Three times the rate that this run sustained. What is too much is refused with <code>temporary</code> and
                <code>retryAfterMs</code>; what is accepted keeps the promise: {} were checked.</p>
                {}
                {}
                <div class="wide"><table class="loads">
                <thead><tr><th scope="col"></th><th scope="col" class="number">sustained</th><th scope="col" class="number">3 × offered</th></tr></thead>
                <tbody>
                {}
                {}
                {}
                {}
                {}
                {}
                </tbody>
                </table></div>
                {}
                </section>
                """,
                Verdicts.badge(result.verdict()),
                Figures.count(Summary.messages(result.check()), "message"),
                result.notes().stream()
                        .map(note -> Markup.of("<p class=\"notes\">{}</p>", note))
                        .collect(Markup.together()),
                new FindingList(result.check()).render(),
                row("offered", load -> Figures.rate(load.offeredPerSecond())),
                row("accepted", load -> Figures.rate(load.acceptedPerSecond())),
                row("accepted in time", load -> Figures.count(load.acceptedInTime())),
                row("refused for a while", load -> Figures.count(load.refusedTemporary())),
                row(
                        "half answered within",
                        load -> Figures.latency(load.latency().p50())),
                row(
                        "99 % answered within",
                        load -> Figures.latency(load.latency().p99())),
                heaps());
    }

    private Markup row(String what, Function<Load, String> figure) {
        return Markup.of(
                "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>",
                what,
                figure.apply(result.usual()),
                figure.apply(result.overload()));
    }

    private Markup heaps() {
        return result.heaps().isEmpty()
                ? Markup.NOTHING
                : Markup.of("""
                    <h3>Heap in use after a collection</h3>
                    <p><span class="key usual"></span> above: at the rate sustained; <span class="key over"></span> below: at three times
                    that rate; the frame is the limit.</p>
                    <div class="heaps">
                    {}
                    </div>
                    """, result.heaps().stream().map(this::heap).collect(Markup.together()));
    }

    private Markup heap(Heap heap) {
        return Markup.of(
                """
                <div class="row"><span class="name">{}</span>
                <div class="track" aria-hidden="true"><u style="width:{}"></u><b class="usual" style="width:{}"></b><b class="over" style="width:{}"></b></div>
                <span class="time">{} → {} of {}</span></div>
                """,
                heap.process(),
                mebibytes.place(heap.limitBytes()),
                mebibytes.place(heap.usualBytes()),
                mebibytes.place(heap.overloadBytes()),
                Figures.bytes(heap.usualBytes()),
                Figures.bytes(heap.overloadBytes()),
                Figures.bytes(heap.limitBytes()));
    }
}
