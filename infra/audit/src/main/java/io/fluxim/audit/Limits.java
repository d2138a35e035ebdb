package io.fluxim.audit;

import java.time.Duration;

/**
 * Bounds of an audit.
 *
 * @param settle     longest wait for the readers to do what was there when the audit began; zero for an installation that
 *                   does not run
 * @param recheck    after so long a suspect is looked at again
 * @param page       messages or entries read together
 * @param sideBySide subjects looked at together
 * @param retention  what is older need not be in an inbox
 */
record Limits(Duration settle, Duration recheck, int page, int sideBySide, Duration retention) {}
