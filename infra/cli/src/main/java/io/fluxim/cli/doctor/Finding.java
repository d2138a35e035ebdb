package io.fluxim.cli.doctor;

/** What one check found. */
sealed interface Finding {

    /** What was looked at, and how it is. */
    String what();

    record Good(String what) implements Finding {}

    /**
     * It runs, but not well.
     *
     * @param advice what to do
     */
    record Doubtful(String what, String advice) implements Finding {}

    /**
     * It does not run like this.
     *
     * @param advice what to do
     */
    record Bad(String what, String advice) implements Finding {}
}
