package io.fluxim.testkit.check;

/** A seq of a conversation, the conversation by its number. */
record Place(int conversation, long seq) {}
