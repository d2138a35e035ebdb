package io.fluxim.testkit.check;

import io.fluxim.protocol.MessageId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What devices were given against what their users' inboxes hold. */
final class DeviceRules {

    /** Positions remembered of one answer with holes: an answer that has more is wrong enough. */
    private static final int MAX_HOLES = 1000;

    private final Run run;
    private final EntryRules entryRules;
    private final Findings findings;

    DeviceRules(Run run, EntryRules entryRules, Findings findings) {
        this.run = run;
        this.entryRules = entryRules;
        this.findings = findings;
    }

    void check() {
        run.devices().forEach(device -> new OneDevice(device).check());
    }

    /** The state of one device while its frames are gone through. */
    private final class OneDevice {

        private final Device device;
        private final Map<Long, Entries.One> stored = new HashMap<>();
        private final Map<Long, Entries.One> seen = new HashMap<>();
        private final Map<Integer, Long> positions = new HashMap<>();
        /** Positions that an answer went past without an entry. */
        private final Set<Long> passed = new HashSet<>();

        private final Optional<Run.Stored> inbox;

        OneDevice(Device device) {
            this.device = device;
            this.inbox = run.inbox(device.user());
            inbox.map(Run.Stored::entries).ifPresent(this::index);
        }

        private void index(Entries entries) {
            for (int i = 0; i < entries.size(); i++) {
                Entries.One entry = entries.get(i);
                stored.putIfAbsent(entry.position(), entry);
            }
        }

        void check() {
            device.frames().forEach(this::frame);
            inbox.ifPresent(this::late);
            device.held().forEach(this::held);
        }

        private void frame(Device.Frame frame) {
            boolean answer = frame.kind() instanceof Device.Answer;
            long upTo = frame.kind() instanceof Device.Answer a ? a.after() : 0;
            for (int i = frame.from(); i < frame.to(); i++) {
                Entries.One entry = device.entries().get(i);
                findings.checked(Rule.NOTHING_LATE, 1);
                if (seen.containsKey(entry.position())) {
                    repeat(seen.get(entry.position()), entry);
                } else {
                    fresh(entry);
                }
                if (answer) {
                    holes(upTo, entry.position());
                    upTo = Math.max(upTo, entry.position());
                }
            }
        }

        private void repeat(Entries.One before, Entries.One again) {
            findings.checked(Rule.SAME_REPEAT, 1);
            if (!before.equals(again)) {
                add(Rule.SAME_REPEAT, "was given another entry at this position than before", again);
            }
        }

        private void fresh(Entries.One entry) {
            if (passed.remove(entry.position())) {
                add(Rule.NOTHING_LATE, "was given an entry at a position that it had read past", entry);
            }
            seen.put(entry.position(), entry);
            Long elsewhere = positions.putIfAbsent(entry.message(), entry.position());
            if (elsewhere != null) {
                add(Rule.SAME_REPEAT, "was given the message before, at position " + elsewhere, entry);
            }
            entryRules.check(entry, EntryRules.Where.device(device, entry.position()));
            inbox.filter(known -> entry.position() > known.floor()).ifPresent(known -> asStored(entry));
        }

        private void asStored(Entries.One entry) {
            findings.checked(Rule.SEEN_AS_STORED, 1);
            Entries.One there = stored.get(entry.position());
            if (there == null) {
                add(Rule.SEEN_AS_STORED, "was given an entry where the inbox has none", entry);
            } else if (there.message() != entry.message()) {
                add(Rule.SEEN_AS_STORED, "was given another message than the inbox has there", entry);
            }
        }

        private void holes(long upTo, long next) {
            for (long hole = upTo + 1; hole < next && hole <= upTo + MAX_HOLES; hole++) {
                passed.add(hole);
            }
        }

        /** What an answer went past, and what is there all the same. */
        private void late(Run.Stored known) {
            for (long position : passed) {
                Entries.One there = stored.get(position);
                if (position > known.floor() && there != null) {
                    add(Rule.NOTHING_LATE, "was not given this entry in an answer that went past it", there);
                }
            }
        }

        private void held(Device.Range range) {
            long floor = inbox.map(Run.Stored::floor).orElse(0L);
            for (long position = Math.max(range.after(), floor) + 1; position <= range.upTo(); position++) {
                findings.checked(Rule.HELD_ALL, 1);
                Entries.One there = stored.get(position);
                if (there != null && !seen.containsKey(position)) {
                    add(Rule.HELD_ALL, "says that it has caught up, and has not seen this entry", there);
                }
            }
        }

        private void add(Rule rule, String what, Entries.One entry) {
            MessageId id = run.messages().at(entry.message());
            findings.add(Finding.at(rule, device + " " + what, device.user(), entry.position(), id));
        }
    }
}
