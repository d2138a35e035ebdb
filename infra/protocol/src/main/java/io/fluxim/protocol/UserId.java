package io.fluxim.protocol;

/**
 * A user, as the company's own systems call them.
 *
 * @param value 1 to 64 bytes of UTF-8 without {@code :}, white space and control characters; compared byte by byte
 */
public record UserId(String value) {

    public UserId {
        Names.checked("userID", value);
    }

    /** The id at a named field of a request; a bad one is complained about under that name. */
    public static UserId at(String field, String value) {
        return new UserId(Names.checked(field, value));
    }

    @Override
    public String toString() {
        return value;
    }
}
