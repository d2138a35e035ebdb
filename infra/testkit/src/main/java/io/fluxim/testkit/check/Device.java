package io.fluxim.testkit.check;

import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What one device was given, frame after frame in the order of arrival, across all its connections. */
public final class Device {

    private final UserId user;
    private final String name;
    private final Function<SeenEntry, Entries.One> numbers;
    private final Entries entries = new Entries();
    private final List<Frame> frames = new ArrayList<>();
    private final List<Range> held = new ArrayList<>();

    /** Entries {@code from} (included) to {@code to} (excluded) came together. */
    record Frame(int from, int to, Kind kind) {}

    sealed interface Kind {}

    record Push() implements Kind {}

    /** The answer to a sync after this position: complete as far as it reaches. */
    record Answer(long after) implements Kind {}

    /** Positions above {@code after} up to {@code upTo}. */
    record Range(long after, long upTo) {}

    Device(UserId user, String name, Function<SeenEntry, Entries.One> numbers) {
        this.user = user;
        this.name = name;
        this.numbers = numbers;
    }

    /** Entries that were pushed. */
    public Device pushed(List<SeenEntry> frame) {
        add(frame, new Push());
        return this;
    }

    /** The answer to a sync. */
    public Device read(long after, List<SeenEntry> page) {
        add(page, new Answer(after));
        return this;
    }

    /** The device says that it has everything above {@code after}, where it began, up to {@code upTo}. */
    public Device holds(long after, long upTo) {
        held.add(new Range(after, upTo));
        return this;
    }

    private void add(List<SeenEntry> frame, Kind kind) {
        int from = entries.size();
        frame.forEach(entry -> entries.add(numbers.apply(entry)));
        frames.add(new Frame(from, entries.size(), kind));
    }

    UserId user() {
        return user;
    }

    Entries entries() {
        return entries;
    }

    List<Frame> frames() {
        return frames;
    }

    List<Range> held() {
        return held;
    }

    @Override
    public String toString() {
        return "device " + name + " of " + user;
    }
}
