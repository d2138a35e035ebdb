package io.fluxim.mysql;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Callers that stop waiting, as those do whose clients have gone. */
class AbandonedIT {

    private static final int CALLERS = 2_000;
    private static final int AT_ONCE = 16;
    private static final int SERVED = 100;
    /** About as long as a statement takes: callers go at every moment of it. */
    private static final int LONGEST_MICROS = 4_000;

    @Test
    void givenCallersThatGoAtAnyMoment_whenTheNextComes_thenEveryConnectionIsBackAndServes() {
        try (MySqlDatabase database = new MySqlDatabase()) {
            Flux.range(0, CALLERS)
                    .flatMap(i -> abandoned(database.mysql(), i), AT_ONCE)
                    .blockLast(MySqlDatabase.PATIENCE);
            StepVerifier.create(Flux.range(0, SERVED).flatMap(i -> found(database.mysql(), i), AT_ONCE))
                    .expectNextCount(SERVED)
                    .expectComplete()
                    .verify(MySqlDatabase.PATIENCE);
            Flux.interval(Duration.ofMillis(20))
                    .takeUntil(tick -> database.acquired() == 0)
                    .blockLast(MySqlDatabase.PATIENCE);
        }
    }

    private static Mono<Long> abandoned(MySqlStatements mysql, int i) {
        Duration wait = Duration.ofNanos(1000L * ThreadLocalRandom.current().nextInt(LONGEST_MICROS));
        return found(mysql, i).timeout(wait, Mono.empty());
    }

    /** A statement whose text no other has, so that it is prepared. */
    private static Mono<Long> found(MySqlStatements mysql, int i) {
        List<String> ids =
                IntStream.rangeClosed(0, i % 50).mapToObj(n -> "user" + n).toList();
        String sql = "SELECT COUNT(*) AS found FROM (SELECT 'user0' AS id) one WHERE id IN ("
                + MySqlStatements.marks(ids.size()) + ")";
        return mysql.run(
                "counting",
                connection -> MySqlStatements.rows(connection, sql, ids, row -> MySqlStatements.number(row, "found"))
                        .single());
    }
}
