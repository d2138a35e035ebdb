package io.fluxim.kafka;

import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.topic.Codec;
import io.fluxim.testkit.TestStores;
import java.nio.charset.StandardCharsets;

/** Topics of texts for tests: any text but {@link #UNREADABLE} can be read. */
public final class Texts implements Codec<String> {

    public static final String UNREADABLE = "unreadable";

    private Texts() {}

    /** A topic that nobody has used. */
    public static Topic<String> topic(String purpose, int partitions) {
        return new Topic<>(TestStores.kafka().freshTopic(purpose, partitions), new Texts());
    }

    public static Topic<String> named(String name) {
        return new Topic<>(name, new Texts());
    }

    @Override
    public byte[] encode(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decode(byte[] bytes) {
        String value = new String(bytes, StandardCharsets.UTF_8);
        if (value.equals(UNREADABLE)) {
            throw InvalidInput.of("value", "must be readable");
        }
        return value;
    }
}
