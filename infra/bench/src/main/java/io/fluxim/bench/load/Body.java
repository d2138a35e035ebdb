package io.fluxim.bench.load;

/** The body of a message: its number, then the same letters always, so that one that was cut or mixed up is known. */
public final class Body {

    /** Bytes, one a letter. */
    public static final int BYTES = 250;

    private static final String NAME = "b";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz".repeat(BYTES / 26 + 1);

    private Body() {}

    /** As a text. */
    public static String of(int number) {
        String digits = number + " ";
        return digits + LETTERS.substring(digits.length(), BYTES);
    }

    /** Whether this is the body of that message, every letter of it. */
    static boolean complete(int number, String body) {
        String digits = number + " ";
        return body.length() == BYTES
                && body.startsWith(digits)
                && body.regionMatches(digits.length(), LETTERS, digits.length(), BYTES - digits.length());
    }

    /** The {@code clientMsgId} of a message. */
    static String name(int number) {
        return NAME + number;
    }

    /** The number of the message of this {@code clientMsgId}; -1 for what no one of ours sent. */
    static int number(String name) {
        if (!name.startsWith(NAME) || name.length() > 10) {
            return -1;
        }
        try {
            return Integer.parseInt(name, NAME.length(), name.length(), 10);
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }
}
