package io.fluxim.access.socket.outbound;

/** Why the server ends a connection: the WebSocket close code, its word in {@code bye}, and what the client should do. */
public enum CloseCode {
    SHUTDOWN(1001, "shutdown", true, "This node stops; another one, or its successor, takes the session."),
    PROTOCOL(
            1002,
            "protocol",
            true,
            "A frame had reserved bits set, which mean something only where an extension was agreed on."),
    POLICY(
            1008,
            "policy",
            true,
            "Pings, pongs or the pieces of a message came in a number or at a pace beyond the bounds."),
    FRAME_TOO_LARGE(
            1009,
            "frame_too_large",
            true,
            "A frame, or a message in pieces, was larger than the decoder takes; do not send it again."),
    INTERNAL(1011, "internal", true, "Something failed on our side and the session cannot go on."),
    SLOW(4001, "slow", true, "The client read too slowly for too long; it syncs after it has come back."),
    OVERFLOW(4002, "overflow", true, "More answers waited for the client than are kept for one connection."),
    IDLE(4003, "idle", true, "Nothing was heard from the client, not even an answer to pings."),
    REPLACED(4004, "replaced", false, "The same user and device has connected again: that connection goes on."),
    TOKEN_EXPIRED(4005, "token_expired", false, "The token has expired: log in again."),
    TOKEN_REVOKED(4006, "token_revoked", false, "The token was revoked: log in again.");

    private final int number;
    private final String word;
    private final boolean reconnect;
    private final String sentence;

    CloseCode(int number, String word, boolean reconnect, String sentence) {
        this.number = number;
        this.word = word;
        this.reconnect = reconnect;
        this.sentence = sentence;
    }

    /** The code in the WebSocket close frame. */
    public int number() {
        return number;
    }

    /** The reason in {@code bye} and in the close frame; also a meter's tag. */
    public String word() {
        return word;
    }

    /** Whether the client should come back by itself, with the same token. */
    public boolean reconnect() {
        return reconnect;
    }

    /** What it means, for a reader who has only the word. */
    public String sentence() {
        return sentence;
    }
}
