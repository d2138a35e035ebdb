package io.fluxim.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The idempotency key of a message: the same id twice is the same message.
 *
 * @param hex 32 lower-case hex digits
 */
public record MessageId(String hex) {

    /** 128 bits: a collision is out of reach by accident and by search. */
    static final int BYTES = 16;

    public MessageId {
        if (hex.length() != 2 * BYTES || !hex.chars().allMatch(MessageId::isLowerHex)) {
            throw InvalidInput.of("messageId", "must be " + 2 * BYTES + " lower-case hex digits");
        }
    }

    /**
     * The id of what this sender calls {@code clientMsgId} in the talk of this conversation. The conversation is part of it, so
     * that one id lives in one partition and has one writer.
     */
    public static MessageId of(UserId sender, Conversation conversation, String clientMsgId) {
        return of(sender, conversation.talk(), clientMsgId);
    }

    /** The same in one of the conversation's lines: an id belongs to one of them. */
    public static MessageId of(UserId sender, ConversationLine line, String clientMsgId) {
        MessageDigest sha = sha256();
        update(sha, sender.value());
        update(sha, line.key());
        update(sha, clientMsgId);
        return ofBytes(sha.digest());
    }

    /** The id in the first 16 of these bytes. */
    public static MessageId ofBytes(byte[] bytes) {
        return new MessageId(HexFormat.of().formatHex(bytes, 0, BYTES));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Each part with its length, so that no two lists of parts read the same. */
    static void update(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    @Override
    public String toString() {
        return hex;
    }
}
