package io.fluxim.directory;

import static io.fluxim.directory.MySqlStatements.number;
import static io.fluxim.directory.MySqlStatements.rows;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** MySQL's clock, without its time zone. */
final class MySqlClock implements StoreClock {

    private static final String NOW =
            "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6)) DIV 1000 AS now";

    private final MySqlStatements mysql;

    MySqlClock(MySqlStatements mysql) {
        this.mysql = mysql;
    }

    @Override
    public Mono<Instant> now() {
        return mysql.run(
                "reading the time",
                connection -> rows(connection, NOW, List.of(), row -> Instant.ofEpochMilli(number(row, "now")))
                        .single());
    }
}
