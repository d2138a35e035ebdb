package io.fluxim.cli.plots;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one query found under one set of labels, over time. */
record Series(Map<String, String> labels, List<Point> points) {

    private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*}}");

    /**
     * A value.
     *
     * @param second since the beginning of the picture
     */
    record Point(double second, double value) {}

    Series {
        labels = Map.copyOf(labels);
        points = List.copyOf(points);
    }

    /** The newest value; not a number where there is none. */
    double last() {
        return points.isEmpty() ? Double.NaN : points.get(points.size() - 1).value();
    }

    double most() {
        return points.stream().mapToDouble(Point::value).max().orElse(0);
    }

    /** Grafana's legend, {@code {{label}}} being the label's value. */
    String named(String legend) {
        return LABEL.matcher(legend)
                .replaceAll(found -> Matcher.quoteReplacement(labels.getOrDefault(found.group(1), "")));
    }
}
