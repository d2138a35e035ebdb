package io.fluxim.protocol;

/**
 * A group of users.
 *
 * @param value as for {@link UserId}
 */
public record GroupId(String value) {

    public GroupId {
        Names.checked("groupID", value);
    }

    /** The id at a named field of a request; a bad one is complained about under that name. */
    public static GroupId at(String field, String value) {
        return new GroupId(Names.checked(field, value));
    }

    @Override
    public String toString() {
        return value;
    }
}
