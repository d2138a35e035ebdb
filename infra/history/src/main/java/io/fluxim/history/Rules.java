package io.fluxim.history;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What every form of the archive keeps to. */
final class Rules {

    private Rules() {}

    static void checkCount(Collection<?> places) {
        if (places.size() > History.MAX_PAGE) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE,
                    "places",
                    "must be at most " + History.MAX_PAGE + " at once, was " + places.size());
        }
    }

    /** As many of these, from the first on, as a page takes; one more than it takes says that there are more. */
    static Page cut(PageRequest request, List<Message> found) {
        List<Message> page = new ArrayList<>();
        long bytes = 0;
        for (Message message : found) {
            bytes += message.bytes();
            if (page.size() == request.limit() || (bytes > request.maxBytes() && !page.isEmpty())) {
                return new Page(page, true);
            }
            page.add(message);
        }
        return new Page(page, false);
    }
}
