package io.fluxim.access.socket.dialect;

import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;

/** What became of a text that a client sent. */
public sealed interface Decoded {

    /** A command whose every field is what it must be. */
    record Understood(Command command) implements Decoded {}

    /** No command: the answer names the field and what was expected. */
    record NotUnderstood(Frame.Refused answer) implements Decoded {}
}
