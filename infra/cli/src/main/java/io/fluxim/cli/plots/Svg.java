package io.fluxim.cli.plots;

import java.util.Locale;

/** SVG as it grows; whatever is written into it as text stays text. */
final class Svg {

    private final StringBuilder out = new StringBuilder();

    /** How text stands at its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** @param style class names of the picture's style sheet */
    Svg text(double x, double y, Anchor anchor, String style, String text) {
        return add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>\n",
                x, y, anchor.name().toLowerCase(Locale.ROOT), style, escaped(text));
    }

    Svg box(Box box, String style) {
        return add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"/>\n",
                box.x(), box.y(), box.width(), box.height(), style);
    }

    Svg line(double x, double y, double toX, double toY, String style) {
        return add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n", x, y, toX, toY, style);
    }

    /** @param points {@code x,y} and so on, separated by blanks */
    Svg path(String points, String style) {
        return add("<polyline points=\"%s\" class=\"%s\"/>\n", points, style);
    }

    Svg raw(String markup) {
        out.append(markup);
        return this;
    }

    private Svg add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values));
        return this;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
