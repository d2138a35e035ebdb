package io.fluxim.kafka.topic;

/** The topics in Kafka, or what is configured for them, would break the platform's promise; says what and why. */
public final class CannotUseTopics extends RuntimeException {

    CannotUseTopics(String message) {
        super(message);
    }

    CannotUseTopics(String message, Throwable cause) {
        super(message, cause);
    }
}
