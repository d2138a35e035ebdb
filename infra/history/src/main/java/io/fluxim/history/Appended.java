package io.fluxim.history;

import io.fluxim.protocol.Message;
import java.util.List;

/**
 * What became of messages that were appended.
 *
 * @param stored  how many stand in the archive now, those that stood there before included
 * @param refused those that the table will never take, in the order given
 */
public record Appended(int stored, List<Refused> refused) {

    /** Nothing was given. */
    public static final Appended NOTHING = new Appended(0, List.of());

    public Appended {
        refused = List.copyOf(refused);
    }

    /**
     * A message that does not fit the table.
     *
     * @param cause why, for a reader; without content of the message
     */
    public record Refused(Message message, String cause) {}
}
