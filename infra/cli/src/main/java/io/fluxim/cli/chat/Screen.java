package io.fluxim.cli.chat;

import io.fluxim.client.InboxEntry;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.JsonNode;

/** What a chat prints, and the prompt below it where a person types. */
final class Screen {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final String user;
    private final boolean prompts;
    private final boolean colours;

    /** Moved by the chat's one thread. */
    private String prompt = "> ";

    /**
     * @param prompts whether somebody types
     * @param colours whether the terminal shows them
     */
    Screen(PrintStream out, String user, boolean prompts, boolean colours) {
        this.out = out;
        this.user = user;
        this.prompts = prompts;
        this.colours = colours;
    }

    /** A message that arrived: when, who, where, what, and its position. */
    void show(InboxEntry entry) {
        String who = entry.sender().equals(user) ? dim("you") : bold(printable(entry.sender()));
        String what = entry.type().equals("text") ? text(entry.body()) : "(" + entry.type() + ") " + entry.body();
        print(dim(time(entry.at())) + "  " + where(entry) + who + "  " + printable(what)
                + dim("  #" + entry.position()));
    }

    /** The group, or for what this user sent the other one of the two; nothing where the sender says it all. */
    private String where(InboxEntry entry) {
        String[] words = entry.conversation().split(":");
        if (words.length == 2) {
            return "[" + words[1] + "] ";
        }
        boolean own = entry.sender().equals(user) && words.length == 3;
        return own ? "(to " + (words[1].equals(user) ? words[2] : words[1]) + ") " : "";
    }

    /** Ours are objects with the content, as OpenIM's; others may send a bare string. */
    private static String text(JsonNode body) {
        return body.path("content").asString(body.isString() ? body.asString() : body.toString());
    }

    void note(String text) {
        print(dim("* " + printable(text)));
    }

    void accepted(Unconfirmed.Line line, long at) {
        print(dim(time(at) + "  accepted, to " + line.to().label()));
    }

    void problem(String text) {
        print((colours ? "\033[31m! " : "! ") + printable(text) + (colours ? "\033[0m" : ""));
    }

    /** Where typed lines go from now on. */
    void target(Target target) {
        prompt = target.label() + "> ";
        prompt();
    }

    void prompt() {
        if (prompts) {
            out.print(prompt);
            out.flush();
        }
    }

    private void print(String line) {
        if (prompts) {
            out.print(colours ? "\r\033[K" : "\r");
        }
        out.println(line);
        prompt();
    }

    /** Without control characters: what others write must not steer this terminal. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "?").replace("\n", "\n          ");
    }

    private static String time(long at) {
        return TIME.format(Instant.ofEpochMilli(at).atZone(ZoneId.systemDefault()));
    }

    private String dim(String text) {
        return colours ? "\033[2m" + text + "\033[0m" : text;
    }

    private String bold(String text) {
        return colours ? "\033[1m" + text + "\033[0m" : text;
    }
}
