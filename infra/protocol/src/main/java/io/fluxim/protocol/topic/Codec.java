package io.fluxim.protocol.topic;

import io.fluxim.protocol.InvalidInput;

/**
 * How a value stands in a record.
 *
 * @param <T> the value
 */
public interface Codec<T> {

    byte[] encode(T value);

    /** The value, or {@link InvalidInput} where the bytes are no such value: a pure function of the bytes. */
    T decode(byte[] bytes);
}
