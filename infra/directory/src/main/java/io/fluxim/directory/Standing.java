package io.fluxim.directory;

/** What a user is to a group. */
public sealed interface Standing {

    /** He is in it. */
    record InGroup(Role role) implements Standing {}

    /** There is such a group, without him. */
    record NotAMember() implements Standing {}

    /** There is no such group. */
    record NoSuchGroup() implements Standing {}
}
