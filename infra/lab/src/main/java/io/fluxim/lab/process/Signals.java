package io.fluxim.lab.process;

import java.io.IOException;

/** Signals that Java has no word for, to one process by its id. */
public final class Signals {

    private Signals() {}

    public static void send(String signal, long pid) {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new CannotRun("kill -" + signal + " " + pid + " ended with " + code);
            }
        } catch (IOException e) {
            throw new CannotRun("kill -" + signal + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted while sending " + signal, e);
        }
    }
}
