package io.fluxim.protocol;

/** A message on its way to a client: what push and sync deliver. */
public sealed interface Entry {

    Message message();

    /** A message at its place in somebody's inbox. */
    record Copied(Position position, Message message) implements Entry {}

    /** A message of a large conversation, of which inboxes have no copies: its seq is its only place. */
    record Timeline(Message message) implements Entry {}
}
