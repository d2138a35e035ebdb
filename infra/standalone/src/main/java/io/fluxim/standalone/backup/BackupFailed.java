package io.fluxim.standalone.backup;

/** A backup or a restore cannot be made; the message says what is wrong and what was left as it is. */
public final class BackupFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    BackupFailed(String message) {
        super(message);
    }

    BackupFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
