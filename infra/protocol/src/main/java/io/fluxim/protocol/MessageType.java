package io.fluxim.protocol;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What a message is: a word for clients, and OpenIM's {@code contentType} for its protocol. One to one. */
public enum MessageType {
    TEXT("text", 101),
    PICTURE("picture", 102),
    VOICE("voice", 103),
    VIDEO("video", 104),
    FILE("file", 105),
    AT_TEXT("at_text", 106),
    MERGER("merger", 107),
    CARD("card", 108),
    LOCATION("location", 109),
    CUSTOM("custom", 110),
    QUOTE("quote", 114),
    FACE("face", 115),
    ADVANCED_TEXT("advanced_text", 117),
    MARKDOWN("markdown", 118),
    GROUP_CREATED("group_created", 1501),
    MEMBER_QUIT("member_quit", 1504),
    MEMBER_KICKED("member_kicked", 1508),
    MEMBER_INVITED("member_invited", 1509);

    private static final Map<String, MessageType> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MessageType::word, type -> type));
    private static final Map<Integer, MessageType> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MessageType::number, type -> type));
    /** OpenIM keeps the numbers from here on for what the server itself says. */
    private static final int FIRST_NOTIFICATION = 1000;

    private final String word;
    private final int number;

    MessageType(String word, int number) {
        this.word = word;
        this.number = number;
    }

    public String word() {
        return word;
    }

    public int number() {
        return number;
    }

    /** Whether only the server may send it. */
    public boolean notification() {
        return number >= FIRST_NOTIFICATION;
    }

    /** The type of this word; {@link InvalidInput} for {@code type} if there is none. */
    public static MessageType ofWord(String word) {
        MessageType type = BY_WORD.get(word);
        if (type == null) {
            throw InvalidInput.of("type", "must be a known message type such as text, picture or custom");
        }
        return type;
    }

    /** The type of this number; {@link InvalidInput} for {@code contentType} if there is none. */
    public static MessageType ofNumber(int number) {
        MessageType type = BY_NUMBER.get(number);
        if (type == null) {
            throw InvalidInput.of("contentType", "must be a known content type, was " + number);
        }
        return type;
    }
}
