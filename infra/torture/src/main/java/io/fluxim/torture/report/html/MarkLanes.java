package io.fluxim.torture.report.html;

import io.fluxim.lab.report.Scale;
import io.fluxim.torture.report.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the labels of marks go: side by side in as few lanes as it takes, so that none covers another. */
final class MarkLanes {

    /** Lanes above a chart; a mark that finds no room keeps its line, and its words in the list below. */
    static final int MOST = 6;

    /** Letters shown of a label. */
    static final int LETTERS = 34;

    /** What a letter, and the number before the text, take of a chart as wide as the page, in percent. */
    private static final double LETTER = 0.72;

    private static final double NUMBER = 3.6;

    /** To which side of its line a label goes. */
    enum Side {
        RIGHT,
        LEFT
    }

    /**
     * @param number its place among the marks, from 1
     * @param text   what is shown of it; empty where there is no room for a label
     */
    record Placed(Mark mark, int number, String text, int lane, Side side) {}

    private MarkLanes() {}

    static List<Placed> of(List<Mark> marks, Scale seconds) {
        double[] taken = new double[MOST];
        Arrays.fill(taken, Double.NEGATIVE_INFINITY);
        List<Placed> placed = new ArrayList<>();
        for (Mark mark : marks) {
            placed.add(place(mark, placed.size() + 1, seconds, taken));
        }
        return placed;
    }

    private static Placed place(Mark mark, int number, Scale seconds, double[] taken) {
        String text =
                mark.text().length() <= LETTERS ? mark.text() : mark.text().substring(0, LETTERS - 1) + "…";
        double at = seconds.percent(mark.atMillis() / 1_000.0);
        double width = NUMBER + LETTER * text.length();
        Side side = at + width > 100 && at > width ? Side.LEFT : Side.RIGHT;
        double from = side == Side.LEFT ? at - width : at;
        for (int lane = 0; lane < MOST; lane++) {
            if (taken[lane] <= from) {
                taken[lane] = from + width;
                return new Placed(mark, number, text, lane, side);
            }
        }
        return new Placed(mark, number, "", MOST - 1, side);
    }

    /** How many lanes these take. */
    static int lanes(List<Placed> placed) {
        return placed.stream().mapToInt(Placed::lane).max().orElse(-1) + 1;
    }
}
