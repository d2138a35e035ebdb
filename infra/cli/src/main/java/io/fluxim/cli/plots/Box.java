package io.fluxim.cli.plots;

/** A rectangle of the picture, in pixels. */
record Box(double x, double y, double width, double height) {

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    /** What is left of it within margins. */
    Box within(double left, double top, double right, double bottom) {
        return new Box(x + left, y + top, width - left - right, height - top - bottom);
    }
}
