package io.fluxim.access.http;

import io.fluxim.directory.user.Users;
import io.fluxim.protocol.InvalidInput;

/**
 * OpenIM's pagination.
 *
 * @param pageNumber from 1
 * @param showNumber entries of a page, at most 1,000
 */
public record Pagination(int pageNumber, int showNumber) {

    public Pagination {
        if (pageNumber < 1) {
            throw InvalidInput.of("pageNumber", "must be at least 1, was " + pageNumber);
        }
        if (showNumber < 1 || showNumber > Users.MAX_AT_ONCE) {
            throw InvalidInput.of("showNumber", "must be 1 to " + Users.MAX_AT_ONCE + ", was " + showNumber);
        }
        if ((long) (pageNumber - 1) * showNumber > Integer.MAX_VALUE) {
            throw InvalidInput.of("pageNumber", "must be a page that can exist, was " + pageNumber);
        }
    }

    /** How many entries come before it. */
    public int offset() {
        return (pageNumber - 1) * showNumber;
    }
}
