package io.fluxim.access.server;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What is logged with a stack trace, by anybody, until it is closed. */
final class StackTraces extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    private StackTraces() {}

    static StackTraces ofAllLoggers() {
        StackTraces traces = new StackTraces();
        traces.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        traces.start();
        root().addAppender(traces);
        return traces;
    }

    /** The messages that had one. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getThrowableProxy() != null) {
            seen.add(event.getLoggerName() + ": " + event.getFormattedMessage() + ": "
                    + event.getThrowableProxy().getMessage());
        }
    }

    @Override
    public void close() {
        root().detachAppender(this);
        stop();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
