package io.fluxim.torture.victim;

import java.util.stream.Collectors;

/**
 * What a victim is told, a line each, and answers, a line each:
 *
 * <pre>
 * points               points NAME WHEN,NAME WHEN,…    all that there are
 * kill NAME WHEN N     armed NAME WHEN                 it dies at the N-th pass from now: exit code 137
 * disarm               disarmed
 * break NAME           broken NAME                   from now on it has a defect: one of {@link Break}
 * mend                 mended
 * passes NAME WHEN     passes N                        since it was started
 * heap                 heap BYTES                      in use after a collection
 * </pre>
 *
 * <p>WHEN is {@code before}, {@code halfway} or {@code after}. Anything else is answered {@code error} and what was expected.
 */
final class Commands {

    private final Points points;
    private final Defect defect;

    Commands(Points points, Defect defect) {
        this.points = points;
        this.defect = defect;
    }

    String answer(String line) {
        String[] words = line.strip().split(" ");
        try {
            return switch (words[0]) {
                case "points" ->
                    Point.all().stream().map(Point::toString).collect(Collectors.joining(",", "points ", ""));
                case "kill" -> {
                    Point point = Point.of(words[1], words[2]);
                    points.arm(point, Integer.parseInt(words[3]));
                    yield "armed " + point;
                }
                case "disarm" -> {
                    points.disarm();
                    yield "disarmed";
                }
                case "break" -> {
                    defect.begin(Break.named(words[1]));
                    yield "broken " + words[1];
                }
                case "mend" -> {
                    defect.mend();
                    yield "mended";
                }
                case "passes" -> "passes " + points.passes(Point.of(words[1], words[2]));
                case "heap" -> "heap " + heap();
                default ->
                    "error: points, kill, disarm, break, mend, passes or heap was expected, not '" + words[0] + "'";
            };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return "error: " + e.getMessage();
        }
    }

    private static long heap() {
        System.gc();
        Runtime java = Runtime.getRuntime();
        return java.totalMemory() - java.freeMemory();
    }
}
