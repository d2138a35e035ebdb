package io.fluxim.cli.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What a person sees of the demo: readable in ten seconds, in colour where the terminal has it. */
public final class DemoScreen {

    private static final int TEXT_WIDTH = 34;
    private static final int PLACE_WIDTH = 16;

    private final PrintStream out;
    private final boolean colour;

    public DemoScreen(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    void opens(Cast cast) {
        String how = cast.group().isEmpty() ? "meet for the first time" : "go on where they were";
        out.println(bold(String.join(", ", cast.users())) + " " + how);
    }

    void scene(String what) {
        out.println(dim("  … " + what));
    }

    /** For people who remember more than the platform, or the same under another epoch. */
    void startsOver(List<Actor> actors) {
        scene("the platform was restored since: another epoch, so everybody starts over");
        for (Actor actor : actors) {
            String lost = actor.lost() == 0 ? "" : "; " + actor.lost() + " seen after the backup are gone";
            scene(actor.name() + " receives " + actor.again() + " entries again" + lost);
        }
    }

    void inboxes(List<Actor> actors) {
        for (Actor actor : actors) {
            out.printf(Locale.ROOT, "%n%s%n", bold("Inbox of " + actor.name()));
            out.println(dim(String.format(
                    Locale.ROOT, "  %8s  %-16s %4s  %-7s %s", "position", "conversation", "seq", "from", "text")));
            for (Actor.Received received : actor.received()) {
                out.printf(
                        Locale.ROOT,
                        "  %8d  %-16s %4d  %-7s %s%n",
                        received.entry().position(),
                        shortened(place(received), PLACE_WIDTH),
                        received.entry().seq(),
                        received.entry().sender(),
                        shortened(text(received), TEXT_WIDTH));
            }
        }
    }

    void latencies(List<Actor> actors) {
        List<Long> millis = new ArrayList<>();
        actors.forEach(actor -> actor.received().forEach(received -> millis.add(received.latency())));
        Collections.sort(millis);
        if (!millis.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "%nAccepted to received: half within %d ms, the slowest, in the inbox of one who was away, %d ms%n",
                    millis.get(millis.size() / 2),
                    millis.get(millis.size() - 1));
        }
    }

    void history(Cast.Sent rows) {
        out.printf(
                Locale.ROOT, "MySQL history: %d rows of the group, %d of the direct chat%n", rows.group(), rows.chat());
    }

    void verdict(List<String> wrong) {
        if (wrong.isEmpty()) {
            out.println(green("✔ everybody has everything, exactly once, in order"));
        }
        wrong.forEach(what -> out.println(red("✘ " + what)));
    }

    /** The demo has one group; its id says nothing to a person. */
    private static String place(Actor.Received received) {
        String conversation = received.entry().conversation();
        return conversation.startsWith("g:")
                ? "group"
                : conversation.substring(2).replace(":", " + ");
    }

    private static String text(Actor.Received received) {
        return received.entry().body().isString()
                ? received.entry().body().asString()
                : received.entry().type();
    }

    private static String shortened(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    private String bold(String text) {
        return styled("1", text);
    }

    private String dim(String text) {
        return styled("2", text);
    }

    private String green(String text) {
        return styled("32", text);
    }

    private String red(String text) {
        return styled("31", text);
    }

    private String styled(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
