package io.fluxim.bench.platform;

import io.fluxim.bench.report.Cpu;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a thread of a JVM is there for, by the 15 letters that Linux keeps of its name. */
enum ThreadKind {
    STAND_IN(Cpu.STAND_IN, List.of("mongo-server", "mongodb-")),
    KAFKA_CLIENTS("Kafka's clients", List.of("kafka-producer", "kafka-coordinat", "reactive-kafka")),
    KAFKA_BROKER(
            "Kafka's broker",
            List.of(
                    "data-plane-kafk",
                    "kafka-",
                    "broker-",
                    "controller-",
                    "quorum-",
                    "raft-",
                    "group-coordinat",
                    "executor-",
                    "ExpirationReape")),
    COMPILERS("compilers", List.of("C1 Compiler", "C2 Compiler")),
    COLLECTOR("collector", List.of("GC Thread", "G1 "));

    /** From its number on. */
    private static final Pattern NUMBERS = Pattern.compile("[-#]*\\d.*|-$");

    private final String words;
    private final List<String> beginnings;

    ThreadKind(String words, List<String> beginnings) {
        this.words = words;
        this.beginnings = beginnings;
    }

    /** Of one that is not known its own name, without its number. */
    static String of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.has(name))
                .map(kind -> kind.words)
                .findFirst()
                .orElseGet(() -> NUMBERS.matcher(name).replaceFirst("").strip());
    }

    /** Whether it compiles. */
    static boolean compiles(String name) {
        return COMPILERS.has(name);
    }

    private boolean has(String name) {
        return beginnings.stream().anyMatch(name::startsWith);
    }
}
