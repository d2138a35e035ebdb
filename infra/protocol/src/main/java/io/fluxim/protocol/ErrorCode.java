package io.fluxim.protocol;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why something was refused: a word for the socket, OpenIM's number for HTTP, and whether trying again can help.
 *
 * <p>The numbers are OpenIM's (its error table), so that app servers written for it understand ours.
 */
public enum ErrorCode {
    INTERNAL("internal", 500, "Something failed on our side; nothing was accepted.", true),
    UNAVAILABLE(
            "unavailable", 500, "A part that is needed is away or overloaded; try again after the given time.", true),
    BAD_ARGUMENT("bad_argument", 1001, "A field is missing, has the wrong type or an impossible value.", false),
    MALFORMED("malformed", 1001, "The frame or body is not a JSON object.", false),
    UNKNOWN_OP("unknown_op", 1001, "There is no such op.", false),
    TOO_LARGE("too_large", 1001, "The value is larger than the limit.", false),
    RATE_LIMITED("rate_limited", 1001, "Too many requests; try again after the given time.", true),
    TOO_MANY_CONNECTIONS(
            "too_many_connections", 1601, "No further connection is taken now; try again after the given time.", true),
    NOT_PERMITTED("not_permitted", 1002, "This token may not do that.", false),
    CONFLICT("conflict", 1003, "The same clientMsgId was sent before with another type or body.", false),
    NOT_FOUND("not_found", 1004, "There is no such record.", false),
    UNKNOWN_USER("unknown_user", 1101, "No user is registered under this id.", false),
    USER_EXISTS("user_exists", 1102, "A user is registered under this id.", false),
    UNKNOWN_GROUP("unknown_group", 1201, "There is no group with this id.", false),
    GROUP_EXISTS("group_exists", 1202, "A group with this id exists.", false),
    NOT_A_MEMBER("not_a_member", 1203, "The user is not a member of the group.", false),
    TOKEN_EXPIRED("token_expired", 1501, "The token has expired.", false),
    TOKEN_INVALID("token_invalid", 1502, "The token is for another user or platform.", false),
    TOKEN_MALFORMED("token_malformed", 1503, "This is not a token.", false),
    TOKEN_NOT_YET_VALID("token_not_yet_valid", 1504, "The token is not valid yet.", false),
    TOKEN_FORGED("token_forged", 1505, "The signature of the token is wrong.", false),
    TOKEN_REVOKED("token_revoked", 1506, "The token was revoked.", false),
    TOKEN_MISSING("token_missing", 1001, "A token is needed.", false);

    private static final Map<String, ErrorCode> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ErrorCode::word, code -> code));

    private final String word;
    private final int number;
    private final String sentence;
    private final boolean temporary;

    ErrorCode(String word, int number, String sentence, boolean temporary) {
        this.word = word;
        this.number = number;
        this.sentence = sentence;
        this.temporary = temporary;
    }

    /** The code of this word; none where a newer release has made it. */
    public static Optional<ErrorCode> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** The code on the socket. */
    public String word() {
        return word;
    }

    /** OpenIM's {@code errCode}. */
    public int number() {
        return number;
    }

    /** What it means, for a reader who has only the word. */
    public String sentence() {
        return sentence;
    }

    /** Whether the same request may succeed later. */
    public boolean temporary() {
        return temporary;
    }
}
