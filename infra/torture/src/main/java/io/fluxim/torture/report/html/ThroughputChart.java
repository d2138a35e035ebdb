package io.fluxim.torture.report.html;

import io.fluxim.lab.report.Figures;
import io.fluxim.lab.report.Markup;
import io.fluxim.lab.report.Scale;
import io.fluxim.torture.report.Course;
import io.fluxim.torture.report.Mark;
import io.fluxim.torture.report.Sample;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Throughput of a cell over time: what devices received above what was accepted, each on its own scale, since one message is
 * received many times. Marks go through both.
 */
final class ThroughputChart {

    private static final int TIME_TICKS = 8;
    private static final double MILLIS = 1_000;

    private final Course course;
    private final Scale seconds;

    ThroughputChart(Course course) {
        this.course = course;
        long lastSample =
                course.samples().stream().mapToLong(Sample::second).max().orElse(0);
        long lastMark = course.marks().stream()
                .mapToLong(mark -> (long) Math.ceil(mark.atMillis() / MILLIS))
                .max()
                .orElse(0);
        long last = Math.max(1, Math.max(lastSample, lastMark));
        // Time ends where the cell does: a round end would leave a part of the chart empty.
        this.seconds = new Scale(last, Scale.upTo(last, TIME_TICKS).step());
    }

    Markup render() {
        if (course.samples().isEmpty()) {
            return Markup.NOTHING;
        }
        List<MarkLanes.Placed> marks = MarkLanes.of(course.marks(), seconds);
        return Markup.of(
                """
                <figure class="throughput" style="--lanes:{}">
                <figcaption>{}</figcaption>
                <div class="plots">
                {}
                {}
                {}
                {}
                <div class="seconds" aria-hidden="true">{}</div>
                </div>
                </figure>
                """,
                MarkLanes.lanes(marks),
                caption(),
                recovery(),
                panel("received", Sample::received),
                panel("accepted", Sample::accepted),
                marks.stream().map(this::mark).collect(Markup.together()),
                seconds.ticks().stream()
                        .map(tick -> Markup.of("<i style=\"left:{}\">{} s</i>", seconds.place(tick), tick))
                        .collect(Markup.together()));
    }

    private Markup panel(String name, ToLongFunction<Sample> series) {
        return new Panel(name, course.samples(), series, seconds).render();
    }

    private Markup caption() {
        return Markup.of(
                "Per second: <span class=\"key received\"></span> received by devices (at most {}), "
                        + "<span class=\"key accepted\"></span> accepted (at most {}){}",
                most(Sample::received),
                most(Sample::accepted),
                healed() == null ? "" : "; shaded: recovery");
    }

    private String most(ToLongFunction<Sample> series) {
        return Figures.count(course.samples().stream().mapToLong(series).max().orElse(0));
    }

    /** The time from healed to quiet. */
    private Markup recovery() {
        Mark healed = healed();
        if (healed == null) {
            return Markup.NOTHING;
        }
        double until = healed.atMillis() + course.recoveryMillis().orElse(0);
        return Markup.of(
                "<span class=\"band\" style=\"left:{};right:{}\"></span>",
                seconds.place(healed.atMillis() / MILLIS),
                seconds.place(seconds.top() - until / MILLIS));
    }

    private @Nullable Mark healed() {
        return course.recoveryMillis().isEmpty()
                ? null
                : course.marks().stream()
                        .filter(mark -> mark.text().equals(Mark.HEALED))
                        .reduce((first, last) -> last)
                        .orElse(null);
    }

    private Markup mark(MarkLanes.Placed placed) {
        return Markup.of(
                "<span class=\"mark{}\" style=\"left:{};--lane:{}\">{}</span>",
                placed.side() == MarkLanes.Side.LEFT ? " left" : "",
                seconds.place(placed.mark().atMillis() / MILLIS),
                placed.lane(),
                label(placed));
    }

    private static Markup label(MarkLanes.Placed placed) {
        return placed.text().isEmpty()
                ? Markup.NOTHING
                : Markup.of("<span class=\"label\"><b>{}</b> <span>{}</span></span>", placed.number(), placed.text());
    }
}
