package io.fluxim.testkit.hostile;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Random changes, the same for the same seed; a failure tells its seed. The environment variable {@code FLUXIM_FUZZ_SECONDS}
 * lets every test of this kind go on for so long.
 */
public final class Fuzz {

    private static final int MOST_CHANGES = 4;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Fuzz() {}

    /** One round for each seed from 0 on; what a round throws is told with its seed. */
    public static void rounds(int atLeast, Consumer<Random> round) {
        long seconds = Long.parseLong(System.getenv().getOrDefault("FLUXIM_FUZZ_SECONDS", "0"));
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        for (long seed = 0; seed < atLeast || System.nanoTime() < end; seed++) {
            try {
                round.accept(new Random(seed));
            } catch (RuntimeException | Error e) { // also what an assertion throws, and an exhausted heap or stack
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /** What this answers; fails where it allocates more than so many bytes on the way, as one who believes a length does. */
    public static <T> T within(long bytes, Supplier<T> action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T answer = action.get();
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > bytes) {
            throw new AssertionError("allocated " + allocated + " bytes, at most " + bytes + " were expected");
        }
        return answer;
    }

    /** Bytes with a few of them changed, some left out, or some put in. */
    public static byte[] changed(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        for (int change = random.nextInt(MOST_CHANGES); change >= 0 && changed.length > 0; change--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> changed = spliced(changed, at, random.nextInt(8), 0);
                default -> changed = spliced(changed, at, 0, random.nextInt(8));
            }
        }
        return changed;
    }

    /** A text with a few pieces put in, or in the place of some of it. */
    public static String changed(String text, List<String> pieces, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int change = random.nextInt(MOST_CHANGES); change >= 0; change--) {
            int at = random.nextInt(changed.length() + 1);
            int end = Math.min(changed.length(), at + random.nextInt(5));
            changed.replace(at, end, pieces.get(random.nextInt(pieces.size())));
        }
        return changed.toString();
    }

    /** Without so many bytes from there on, or with so many more. */
    private static byte[] spliced(byte[] bytes, int at, int without, int more) {
        int from = Math.min(bytes.length, at + without);
        byte[] spliced = new byte[at + more + bytes.length - from];
        System.arraycopy(bytes, 0, spliced, 0, at);
        System.arraycopy(bytes, from, spliced, at + more, bytes.length - from);
        return spliced;
    }
}
