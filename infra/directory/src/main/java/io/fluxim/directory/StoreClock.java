package io.fluxim.directory;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** The time as MySQL sees it: one of the clocks whose lowest decides what is old (design.md, Repeats). */
@FunctionalInterface
public interface StoreClock {

    Mono<Instant> now();
}
