package io.fluxim.pipeline.sequence;

import io.fluxim.pipeline.intake.Intake.Accepted;
import io.fluxim.protocol.MembershipChange;
import java.util.List;

/**
 * An event does something that only a newer release knows. Passed on unapplied its effect would be lost, so the lane waits
 * until a newer release owns the partition: upgrade the pipeline before access (docs/upgrade.md).
 */
final class UnknownEffect extends RuntimeException {

    private static final long serialVersionUID = 1;

    private UnknownEffect(String message) {
        super(message);
    }

    /** Signals the first of a batch. */
    static void refuse(List<Accepted> batch) {
        for (Accepted accepted : batch) {
            if (!(accepted.envelope().effect() instanceof MembershipChange)) {
                throw new UnknownEffect(
                        "the effect of event " + accepted.envelope().id() + " at offset "
                                + accepted.origin().offset() + " of partition "
                                + accepted.origin().partition() + " is of a newer release: upgrade this pipeline");
            }
        }
    }
}
