package io.fluxim.protocol.topic;

import io.fluxim.protocol.MessageId;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the trace of a message goes on: what a stage hands to the next one beside the record, as W3C Trace Context has it.
 * The trace's id is the message's, so a record of many messages has one of these for each that is traced, and nothing else
 * need say whose it is. Only what is sampled has one.
 *
 * @param message whose trace it is
 * @param span    the span that comes before; never 0
 */
public record TraceParent(MessageId message, long span) {

    private static final Pattern VERSION_0 = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String NO_TRACE = "0".repeat(32);
    private static final int SAMPLED = 1;

    public TraceParent {
        if (span == 0) {
            throw new IllegalArgumentException("a span's id must not be 0");
        }
    }

    /** What such a text says; empty where it is malformed, of another version, or says that nobody samples. */
    public static Optional<TraceParent> parse(String text) {
        Matcher parts = VERSION_0.matcher(text);
        if (!parts.matches() || parts.group(1).equals(NO_TRACE)) {
            return Optional.empty();
        }
        long span = HexFormat.fromHexDigitsToLong(parts.group(2));
        boolean sampled = (HexFormat.fromHexDigits(parts.group(3)) & SAMPLED) != 0;
        return span != 0 && sampled
                ? Optional.of(new TraceParent(new MessageId(parts.group(1)), span))
                : Optional.empty();
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return "00-" + message.hex() + "-" + HexFormat.of().toHexDigits(span) + "-01";
    }
}
