package io.fluxim.protocol;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Which partition a key belongs to. One function for every topic and for Redis hash tags, so that anyone who asks about an
 * inbox or a conversation finds the partition of its one writer.
 */
public final class Partitions {

    private Partitions() {}

    /** The partition of this key among {@code count}; changing this function, or a count, breaks the order. */
    public static int of(String key, int count) {
        CRC32C crc = new CRC32C();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % count);
    }
}
