package io.fluxim.bench.check;

import io.fluxim.testkit.check.Rule;

/**
 * One breach of one rule.
 *
 * @param what what is wrong, in a sentence that stands alone
 */
public record Breach(Rule rule, String what) {

    @Override
    public String toString() {
        return rule + " (" + rule.sentence() + "): " + what;
    }
}
