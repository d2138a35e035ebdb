package io.fluxim.protocol;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a message is: a word for clients, and OpenIM's {@code contentType} for its protocol. One to one.
 *
 * <p>Open: a type of a newer release has its number, and {@code type_<number>} as its word.
 */
public record MessageType(int number, String word) {

    public static final MessageType TEXT = new MessageType(101, "text");
    public static final MessageType PICTURE = new MessageType(102, "picture");
    public static final MessageType VOICE = new MessageType(103, "voice");
    public static final MessageType VIDEO = new MessageType(104, "video");
    public static final MessageType FILE = new MessageType(105, "file");
    public static final MessageType AT_TEXT = new MessageType(106, "at_text");
    public static final MessageType MERGER = new MessageType(107, "merger");
    public static final MessageType CARD = new MessageType(108, "card");
    public static final MessageType LOCATION = new MessageType(109, "location");
    public static final MessageType CUSTOM = new MessageType(110, "custom");
    public static final MessageType QUOTE = new MessageType(114, "quote");
    public static final MessageType FACE = new MessageType(115, "face");
    public static final MessageType ADVANCED_TEXT = new MessageType(117, "advanced_text");
    public static final MessageType MARKDOWN = new MessageType(118, "markdown");
    public static final MessageType GROUP_CREATED = new MessageType(1501, "group_created");
    public static final MessageType MEMBER_QUIT = new MessageType(1504, "member_quit");
    public static final MessageType MEMBER_KICKED = new MessageType(1508, "member_kicked");
    public static final MessageType MEMBER_INVITED = new MessageType(1509, "member_invited");

    private static final Map<Integer, MessageType> KNOWN = Stream.of(
                    TEXT,
                    PICTURE,
                    VOICE,
                    VIDEO,
                    FILE,
                    AT_TEXT,
                    MERGER,
                    CARD,
                    LOCATION,
                    CUSTOM,
                    QUOTE,
                    FACE,
                    ADVANCED_TEXT,
                    MARKDOWN,
                    GROUP_CREATED,
                    MEMBER_QUIT,
                    MEMBER_KICKED,
                    MEMBER_INVITED)
            .collect(Collectors.toUnmodifiableMap(MessageType::number, Function.identity()));
    private static final Map<String, MessageType> BY_WORD =
            KNOWN.values().stream().collect(Collectors.toUnmodifiableMap(MessageType::word, Function.identity()));
    /** Hashed by their words, as the first release did; every later one by its number, which an older release knows as well. */
    private static final Set<Integer> HASHED_BY_WORD =
            Set.of(101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 114, 115, 117, 118, 1501, 1504, 1508, 1509);
    /** OpenIM keeps the numbers from here on for what the server itself says. */
    private static final int FIRST_NOTIFICATION = 1000;

    /** Whether only the server may send it. */
    public boolean notification() {
        return number >= FIRST_NOTIFICATION;
    }

    /** The type of this number, whichever release has made it. */
    public static MessageType ofNumber(int number) {
        MessageType known = KNOWN.get(number);
        return known == null ? new MessageType(number, numbered(number)) : known;
    }

    /** What stands for it in {@link Content#hash}: the same in all releases. */
    String hashed() {
        return HASHED_BY_WORD.contains(number) ? word : numbered(number);
    }

    private static String numbered(int number) {
        return "type_" + number;
    }

    /** A type that clients may name; {@link InvalidInput} for {@code type} if there is none of this word. */
    public static MessageType known(String word) {
        MessageType type = BY_WORD.get(word);
        if (type == null) {
            throw InvalidInput.of("type", "must be a known message type such as text, picture or custom");
        }
        return type;
    }

    /** A type that app servers may name; {@link InvalidInput} for {@code contentType} if there is none of this number. */
    public static MessageType known(int number) {
        MessageType type = KNOWN.get(number);
        if (type == null) {
            throw InvalidInput.of("contentType", "must be a known content type, was " + number);
        }
        return type;
    }
}
