package io.fluxim.torture.report;

/** How {@code ./fluxim torture} ends, for scripts. */
public final class ExitCode {

    private ExitCode() {}

    /** 0 every rule held, 1 the product failed, 2 the evidence is invalid, 3 the infrastructure failed. */
    public static int of(TortureReport report) {
        return of(report.verdict());
    }

    static int of(Verdict verdict) {
        return switch (verdict) {
            case HELD -> 0;
            case BROKEN -> 1;
            case INVALID -> 2;
            case INFRASTRUCTURE -> 3;
        };
    }
}
