package io.fluxim.torture.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of one process, by Debian's libfaketime: it can jump while the process runs. Its monotonic clock, by
 * which it measures time, does not.
 */
public final class FakeClock {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    private final Path file;
    private final Optional<Path> library;

    FakeClock(Path file) {
        this.file = file;
        this.library = LIBRARIES.stream().filter(Files::exists).findFirst();
        jump(Duration.ZERO);
    }

    /** Whether it can be had on this machine. */
    public boolean available() {
        return library.isPresent();
    }

    /** What a process with this clock is started with. */
    public Map<String, String> environment() {
        return library.map(path -> Map.of(
                        "LD_PRELOAD", path.toString(),
                        "FAKETIME_TIMESTAMP_FILE", file.toString(),
                        "FAKETIME_CACHE_DURATION", "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        // a mend for glibc of before 2.27, by which the timed waits of today's return at once
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0"))
                .orElse(Map.of());
    }

    /** From within a second on the clock is wrong by so much; zero makes it right again. */
    public void jump(Duration by) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, "%+d\n".formatted(by.toSeconds()));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
