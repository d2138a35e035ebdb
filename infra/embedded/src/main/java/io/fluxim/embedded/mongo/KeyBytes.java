package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys of an index as bytes whose unsigned order is the order of the index: key by key, values as the server beneath has them. One
 * object a key and one comparison of memory, where a list of values has a search wait for memory at each of them.
 *
 * <p>Values are normal ({@link OrderedIndex#normal}). Those of one type are in its order for what keys are made of:
 * numbers, strings, ids, booleans, dates. Of other types equal values alone are sure to have equal bytes.
 */
final class KeyBytes {

    static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

    /** Of single values. */
    static final Comparator<Object> VALUES = Comparator.comparing(value -> of(List.of(value)), ORDER);

    private static final int END = 0;
    private static final int NULL = 10;
    private static final int NUMBER = 20;
    private static final int STRING = 30;
    private static final int DOCUMENT = 40;
    private static final int LIST = 50;
    private static final int OBJECT_ID = 60;
    private static final int BOOLEAN = 70;
    private static final int INSTANT = 80;
    private static final int OTHER = 90;

    /** No value begins with it. */
    private static final byte ABOVE_ALL = (byte) 0xff;

    private KeyBytes() {}

    /** A key; or the bound below all keys that begin with these values, and above what is below those. */
    static byte[] of(Iterable<?> values) {
        ByteBuf bytes = Unpooled.buffer(64);
        values.forEach(value -> write(value, bytes));
        return ByteBufUtil.getBytes(bytes);
    }

    /** Whether bytes are in the order of values of this type, so that a range may begin or end with it. */
    static boolean isOrdered(Object value) {
        return value instanceof Number
                || value instanceof String
                || value instanceof ObjectId
                || value instanceof Boolean
                || value instanceof Instant;
    }

    /** Above all keys that begin with these values, and below what is above those; the bytes of no key. */
    static byte[] above(List<?> values) {
        byte[] bytes = of(values);
        byte[] above = Arrays.copyOf(bytes, bytes.length + 1);
        above[bytes.length] = ABOVE_ALL;
        return above;
    }

    private static void write(@Nullable Object value, ByteBuf to) {
        if (value == null) {
            to.writeByte(NULL);
        } else if (value instanceof Double number) {
            number(number, 0, to);
        } else if (value instanceof Long number) {
            number(number, number - (long) (double) number, to);
        } else if (value instanceof String text) {
            text(text, to.writeByte(STRING));
        } else if (value instanceof Document document) {
            document(document, to.writeByte(DOCUMENT));
        } else if (value instanceof Collection<?> list) {
            to.writeByte(LIST);
            list.forEach(element -> write(element, to));
            to.writeByte(END);
        } else if (value instanceof ObjectId id) {
            to.writeByte(OBJECT_ID).writeBytes(id.toByteArray());
        } else if (value instanceof Boolean truth) {
            to.writeByte(BOOLEAN).writeBoolean(truth);
        } else if (value instanceof Instant time) {
            to.writeByte(INSTANT).writeLong(time.toEpochMilli() ^ Long.MIN_VALUE);
        } else {
            BsonEncoder.encodeDocument(new Document("", value), to.writeByte(OTHER));
        }
    }

    /** A double, and what a whole number is away from it: those of over 53 bits, which no double holds. */
    private static void number(double nearest, long rest, ByteBuf to) {
        long bits = Double.doubleToLongBits(nearest);
        to.writeByte(NUMBER)
                .writeLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE)
                .writeShort((int) rest - Short.MIN_VALUE);
    }

    private static void document(Document document, ByteBuf to) {
        for (Map.Entry<String, Object> field : document.entrySet()) {
            to.writeByte(STRING);
            text(field.getKey(), to);
            write(field.getValue(), to);
        }
        to.writeByte(END);
    }

    /**
     * Each char as UTF-8 would have it, surrogates too, since the server beneath compares chars; and an end below all that could
     * go on, for which the two lowest are moved up.
     */
    private static void text(String text, ByteBuf to) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one > 1 && one < 0x80) {
                to.writeByte(one);
            } else if (one <= 1) {
                to.writeByte(1).writeByte(one + 1);
            } else if (one < 0x800) {
                to.writeByte(0xc0 | one >> 6).writeByte(0x80 | one & 0x3f);
            } else {
                to.writeByte(0xe0 | one >> 12).writeByte(0x80 | one >> 6 & 0x3f).writeByte(0x80 | one & 0x3f);
            }
        }
        to.writeByte(END);
    }
}
