package io.fluxim.access.logic;

import io.fluxim.protocol.InvalidInput;

/**
 * What can be seen of a text. New ids and names are held to it, so that nobody can be taken for another or for nobody; what is
 * stored already stays readable, whatever is in it.
 */
public final class Visible {

    private Visible() {}

    /** Refuses a new id with characters that nobody sees, or that turn the direction of those around them. */
    public static void id(String field, String id) {
        if (id.codePoints().anyMatch(Visible::invisible)) {
            throw InvalidInput.of(field, "must not contain invisible or direction-changing characters");
        }
    }

    /** Refuses a name in which there is nothing to see. */
    public static void name(String field, String name) {
        if (name.codePoints().allMatch(Visible::blank)) {
            throw InvalidInput.of(field, "must not be blank");
        }
    }

    private static boolean blank(int character) {
        return invisible(character)
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character);
    }

    /** Unicode's format characters, and the others that it calls default ignorable: variation selectors, fillers, tags. */
    private static boolean invisible(int character) {
        return Character.getType(character) == Character.FORMAT
                || between(character, 0xfe00, 0xfe0f)
                || between(character, 0xe0000, 0xe0fff)
                || between(character, 0x180b, 0x180f)
                || between(character, 0x115f, 0x1160)
                || between(character, 0x17b4, 0x17b5)
                || character == 0x034f
                || character == 0x2065
                || character == 0x2800 // the blank of Braille
                || between(character, 0xfff0, 0xfff8)
                || character == 0x3164
                || character == 0xffa0;
    }

    private static boolean between(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
