package io.fluxim.cli.demo;

/** The platform did not do what was promised; the message says what, for a person. */
public final class DemoFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    DemoFailed(String what) {
        super(what);
    }
}
