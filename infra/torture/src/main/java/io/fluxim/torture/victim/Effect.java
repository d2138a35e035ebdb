package io.fluxim.torture.victim;

import io.fluxim.inbox.heads.Heads;
import io.fluxim.kafka.sink.Outgoing;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the flows await, each with the method of a port that does it. */
enum Effect {
    TIMELINE_TAILS("Timeline", "tails"),
    TIMELINE_RECOGNISE("Timeline", "recognise"),
    MEMBERS_ABOVE_FLOOR("Members", "aboveFloor"),
    SEQ_RESTORE("Heads", "restore"),
    SEQ_ADVANCE("Heads", "advance"),
    TIMELINE_APPEND("Timeline", "append", true),
    MEMBERS_STORE("Members", "store", true),
    PUBLISH_SEQUENCED("RecordSink", "appendAll", true),
    PUBLISH_FANOUT("RecordSink", "appendAll", true),
    COMMIT_ACCEPTED("BatchSource", "commit"),
    INBOX_MARKS("Inbox", "marks"),
    INBOX_PRESENT("Inbox", "present"),
    INBOX_HEADS("Inbox", "heads"),
    POSITION_RESTORE("Heads", "restore"),
    POSITION_ADVANCE("Heads", "advance"),
    INBOX_APPEND("Inbox", "append", true),
    VISIBLE_RAISE("VisibleHeads", "raise"),
    ROUTES_FIND("Routes", "find"),
    PUBLISH_PUSH("NodeTopics", "publish", true),
    COMMIT_FANOUT("BatchSource", "commit"),
    BURY("RecordSink", "appendAll", true),
    HISTORY_APPEND("History", "append", true),
    COMMIT_SEQUENCED("BatchSource", "commit");

    private final String port;
    private final String method;
    private final boolean divisible;

    Effect(String port, String method) {
        this(port, method, false);
    }

    Effect(String port, String method, boolean divisible) {
        this.port = port;
        this.method = method;
        this.divisible = divisible;
    }

    /** In commands and reports: {@code timeline-append}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it consists of several documents or records, so that a process may die between two of them. */
    boolean divisible() {
        return divisible;
    }

    /** Whether this is what a call of this method does. */
    private boolean is(Class<?> type, Method called) {
        return type.getSimpleName().equals(port) && called.getName().equals(method);
    }

    /** The methods of ports that have points, each as {@code Port.method}; a source is none of these. */
    static Stream<String> ofPorts() {
        return Arrays.stream(values())
                .filter(effect -> !effect.port.equals("BatchSource"))
                .map(effect -> effect.port + "." + effect.method);
    }

    /** The effect of a call; empty for what no flow awaits. */
    static Optional<Effect> of(Class<?> type, Method called, Object[] arguments) {
        for (Effect effect : values()) {
            if (effect.is(type, called)) {
                return Optional.of(effect.among(arguments));
            }
        }
        return Optional.empty();
    }

    /** The one that is meant of several that the same method does. */
    private Effect among(Object[] arguments) {
        return switch (this) {
            case SEQ_RESTORE -> isSeq(arguments) ? SEQ_RESTORE : POSITION_RESTORE;
            case SEQ_ADVANCE -> isSeq(arguments) ? SEQ_ADVANCE : POSITION_ADVANCE;
            case PUBLISH_SEQUENCED -> published((Collection<?>) arguments[0]);
            default -> this;
        };
    }

    private static boolean isSeq(Object[] arguments) {
        return ((Map<?, ?>) arguments[0])
                .keySet().stream().allMatch(head -> ((Heads.Head) head).kind() == Heads.Kind.SEQ);
    }

    /** By the topic of the first record. */
    private static Effect published(Collection<?> records) {
        String topic = records.stream()
                .findFirst()
                .map(record -> ((Outgoing<?>) record).topic().name())
                .orElse("");
        return switch (topic) {
            case "im.fanout" -> PUBLISH_FANOUT;
            case "im.dead-letter" -> BURY;
            default -> PUBLISH_SEQUENCED;
        };
    }
}
