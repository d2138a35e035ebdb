package io.fluxim.protocol;

/** A message at its place in somebody's inbox: what push and sync deliver. */
public record Entry(Position position, Message message) {}
