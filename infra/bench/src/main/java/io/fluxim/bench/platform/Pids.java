package io.fluxim.bench.platform;

import io.fluxim.lab.process.CannotRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that wrote down their ids. */
final class Pids {

    private static final int END_SECONDS = 30;

    private Pids() {}

    /** Empty where there is no such file, or its process has ended. */
    static Optional<ProcessHandle> in(Path file) {
        try {
            String first = Files.readString(file).strip().split("\\s")[0];
            return ProcessHandle.of(Long.parseLong(first));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CannotRun(file + " cannot be read", e);
        }
    }

    static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new CannotRun("process " + process.pid() + " does not end", e);
        }
    }
}
