package io.fluxim.audit;

import java.util.List;

/** What a look at one subject came to. */
public sealed interface Look {

    Subject subject();

    /**
     * It was looked at.
     *
     * @param items      partitions, messages or entries
     * @param unjudged   those of the messages that the flows may still be working on
     * @param mismatches that stood in two looks; no more than {@link Auditor#MOST_OF_A_SUBJECT}, then the look ended there
     */
    record Seen(Subject subject, long items, long unjudged, List<Mismatch> mismatches) implements Look {

        public Seen {
            mismatches = List.copyOf(mismatches);
        }

        /** Only what the other look found, too. */
        Seen confirmedBy(Seen again) {
            return new Seen(
                    subject,
                    items,
                    unjudged,
                    mismatches.stream()
                            .filter(one -> again.mismatches.stream().anyMatch(one::same))
                            .toList());
        }
    }

    /** It could not be looked at: a store was away, or refused. */
    record Unseen(Subject subject, String cause) implements Look {}
}
