package io.fluxim.audit;

import io.fluxim.kafka.source.ConsumerGroup;
import io.fluxim.kafka.source.GroupProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What offsets must be. Pure. */
final class OffsetRules {

    private OffsetRules() {}

    /** What is wrong with where this reader is. */
    static List<Mismatch> of(ConsumerGroup reader, List<GroupProgress> looked) {
        List<Mismatch> found = new ArrayList<>();
        for (GroupProgress one : looked) {
            String where = reader.where(one.partition());
            long committed = one.committed().orElse(one.beginning());
            if (committed > one.end()) {
                found.add(new Mismatch(
                        Kind.COMMIT_BEYOND_END, where, committed, "committed " + committed + ", end " + one.end()));
            }
            if (committed < one.beginning()) {
                found.add(new Mismatch(
                        Kind.COMMIT_BEFORE_BEGINNING,
                        where,
                        committed,
                        "committed " + committed + ", and records before " + one.beginning() + " are gone"));
            }
        }
        return found;
    }

    /** Partitions in which everything is done that was there at the first look. */
    static Set<Integer> reached(List<GroupProgress> first, List<GroupProgress> now) {
        Map<Integer, GroupProgress> then = byPartition(first);
        return now.stream()
                .filter(one -> one.done() >= goal(then, one))
                .map(GroupProgress::partition)
                .collect(Collectors.toSet());
    }

    /** Partitions in which records wait since the first look, and not one was done. */
    static List<Mismatch> standing(ConsumerGroup reader, List<GroupProgress> first, List<GroupProgress> now) {
        Map<Integer, GroupProgress> then = byPartition(first);
        List<Mismatch> found = new ArrayList<>();
        for (GroupProgress one : now) {
            GroupProgress before = then.getOrDefault(one.partition(), one);
            if (before.lag() > 0 && one.done() == before.done()) {
                found.add(new Mismatch(
                        Kind.LAG_STANDS,
                        reader.where(one.partition()),
                        one.done(),
                        one.lag() + " records wait from offset " + one.done() + " on"));
            }
        }
        return found;
    }

    private static long goal(Map<Integer, GroupProgress> first, GroupProgress now) {
        return first.getOrDefault(now.partition(), now).end();
    }

    private static Map<Integer, GroupProgress> byPartition(List<GroupProgress> looked) {
        return looked.stream().collect(Collectors.toMap(GroupProgress::partition, one -> one));
    }
}
