package io.fluxim.cli.plots;

import io.fluxim.cli.plots.Dashboard.Panel;
import io.fluxim.cli.plots.Dashboard.Place;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A dashboard with its values, as one SVG. */
final class Picture {

    private static final int COLUMN = 50;
    private static final int ROW = 32;
    private static final int GAP = 8;
    private static final int HEAD = 40;
    private static final Set<String> COLOURS = Set.of("green", "yellow", "orange", "red", "blue");

    private static final String STYLE = """
        <style>
        text { font-family: system-ui, sans-serif; font-size: 12px; fill: #1f2328; }
        .head { font-size: 18px; font-weight: 600; } .title { font-size: 13px; font-weight: 600; }
        .large { font-size: 28px; font-weight: 600; } .value { font-weight: 600; } .axis { font-size: 11px; fill: #57606a; }
        .page { fill: #f6f8fa; } .panel { fill: #ffffff; stroke: #d0d7de; } .grid { stroke: #eaeef2; }
        .line { fill: none; stroke-width: 1.6; }
        .s0 { stroke: #0969da; } .s1 { stroke: #bc4c00; } .s2 { stroke: #1a7f37; }
        .s3 { stroke: #8250df; } .s4 { stroke: #bf3989; } .s5 { stroke: #9a6700; }
        .green { fill: #1a7f37; } .yellow { fill: #9a6700; } .orange { fill: #bc4c00; }
        .red { fill: #cf222e; } .blue { fill: #0969da; }
        </style>
        """;

    private final Dashboard dashboard;
    private final double seconds;

    /** @param seconds that it spans */
    Picture(Dashboard dashboard, double seconds) {
        this.dashboard = dashboard;
        this.seconds = seconds;
    }

    /** @param values what the queries of a panel found */
    String draw(Function<Panel, List<Line>> values) {
        Box page = new Box(0, 0, Dashboard.COLUMNS * COLUMN + GAP, HEAD + dashboard.rows() * ROW + GAP);
        Svg svg = new Svg()
                .raw("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">\n"
                        .formatted(page.width(), page.height()))
                .raw(STYLE)
                .box(page, "page")
                .text(GAP + 4, HEAD - 14, Svg.Anchor.START, "head", dashboard.title());
        dashboard.panels().forEach(panel -> draw(panel, values.apply(panel), svg));
        return svg.raw("</svg>\n").toString();
    }

    private void draw(Panel panel, List<Line> lines, Svg svg) {
        Place place = panel.place();
        Box box = new Box(
                GAP + place.x() * COLUMN,
                HEAD + place.y() * ROW,
                place.width() * COLUMN - GAP,
                place.height() * ROW - GAP);
        if (panel.queries().isEmpty()) {
            svg.text(box.x(), box.y() + 16, Svg.Anchor.START, "title", panel.title());
            return;
        }
        svg.box(box, "panel").text(box.x() + 10, box.y() + 19, Svg.Anchor.START, "title", panel.title());
        Box inner = box.within(10, 28, 10, 8);
        if (panel.type().equals("timeseries")) {
            new LinesDrawing(panel, inner, seconds, svg).draw(lines);
        } else {
            new StatDrawing(panel, inner, svg).draw(lines);
        }
    }

    /** The style for one of Grafana's colours, {@code dark-red} being red. */
    static String colour(String grafana) {
        String plain = grafana.substring(grafana.indexOf('-') + 1);
        return COLOURS.contains(plain) ? plain : "plain";
    }
}
