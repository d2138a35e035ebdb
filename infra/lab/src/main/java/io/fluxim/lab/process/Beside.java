package io.fluxim.lab.process;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Work beside other work, each piece on a thread of its own. Never on the JDK's common pool: on two cores that is one thread,
 * and the JDK's HTTP client, by which our clients come in, needs it to answer.
 */
public final class Beside {

    private Beside() {}

    /** Begins it; the future tells its end. */
    public static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, command -> new Thread(command, "beside").start());
    }

    /** Returns when it is done for all of them, side by side. */
    public static <T> void each(List<T> all, Consumer<T> work) {
        CompletableFuture.allOf(
                        all.stream().map(one -> run(() -> work.accept(one))).toArray(CompletableFuture[]::new))
                .join();
    }
}
