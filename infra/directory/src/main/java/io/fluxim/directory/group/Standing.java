package io.fluxim.directory.group;

/** What a user is to a group. */
public sealed interface Standing {

    /**
     * They are in it.
     *
     * @param members how many are
     */
    record InGroup(Role role, int members) implements Standing {}

    /** There is such a group, without them. */
    record NotAMember() implements Standing {}

    /** There is no such group. */
    record NoSuchGroup() implements Standing {}
}
