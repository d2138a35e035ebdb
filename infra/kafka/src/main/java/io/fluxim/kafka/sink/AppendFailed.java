package io.fluxim.kafka.sink;

/** Why a record was not acknowledged. */
public abstract sealed class AppendFailed extends RuntimeException {

    private AppendFailed(String message, Throwable cause) {
        super(message, cause);
    }

    private AppendFailed(String message) {
        super(message, null, false, false);
    }

    /** Too much is in flight: it was not sent. The same record may be taken later. */
    public static final class Overloaded extends AppendFailed {
        Overloaded(String message) {
            super(message);
        }
    }

    /** Larger than the topic takes: it was not appended and never will be. */
    public static final class TooLarge extends AppendFailed {
        TooLarge(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Not acknowledged in time, or the broker refused: it may stand in the log, or not. Appending it again may help. */
    public static final class Unconfirmed extends AppendFailed {
        public Unconfirmed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
