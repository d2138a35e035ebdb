package io.fluxim.lab.report;

import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * A piece of a page, well-formed as XML too. What comes from data cannot become markup: a template escapes every value that is
 * not itself a piece.
 *
 * @param html as it goes into the page
 */
public record Markup(String html) {

    public static final Markup NOTHING = new Markup("");

    private static final String PLACE = "{}";

    /**
     * A template with a value for each {@code {}}, also within a quoted attribute.
     *
     * @throws IllegalArgumentException where there are more values than places, or fewer
     */
    public static Markup of(String template, Object... values) {
        StringBuilder html = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int place = template.indexOf(PLACE, from);
            if (place < 0) {
                throw new IllegalArgumentException("fewer places than values in: " + template);
            }
            html.append(template, from, place)
                    .append(value instanceof Markup piece ? piece.html : escaped(value.toString()));
            from = place + PLACE.length();
        }
        if (template.indexOf(PLACE, from) >= 0) {
            throw new IllegalArgumentException("fewer values than places in: " + template);
        }
        return new Markup(html.append(template, from, template.length()).toString());
    }

    /** Pieces one after the other. */
    public static Collector<Markup, ?, Markup> together() {
        return Collectors.collectingAndThen(Collectors.mapping(Markup::html, Collectors.joining("\n")), Markup::new);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(allowed(point) ? point : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    /** What XML 1.0 allows: neither controls nor halves of surrogate pairs. */
    private static boolean allowed(int point) {
        boolean control = point < 0x20 && point != '\n' && point != '\t' && point != '\r';
        boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !control && !half && point != 0xFFFE && point != 0xFFFF;
    }
}
