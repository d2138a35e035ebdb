package io.fluxim.mysql;

import static io.fluxim.mysql.MySqlStatements.change;
import static io.fluxim.mysql.MySqlStatements.number;
import static io.fluxim.mysql.MySqlStatements.rows;

import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.StoreUnavailable;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcRollbackException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class MySqlStatementsIT {

    private final MySqlDatabase database = new MySqlDatabase();
    private final MySqlStatements mysql = database.mysql();

    @BeforeEach
    void make() {
        mysql.run(
                        "making a table",
                        connection -> change(connection, "DROP TABLE IF EXISTS numbers", List.of())
                                .then(change(connection, "CREATE TABLE numbers (n INT PRIMARY KEY)", List.of())))
                .block(MySqlDatabase.PATIENCE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givenATransactionThatMySqlGivesUp_whenRun_thenItIsTriedAgainFromTheStart() {
        AtomicInteger tries = new AtomicInteger();
        StepVerifier.create(mysql.inTransaction(
                        "inserting", connection -> insert(connection, 1).flatMap(inserted -> deadlockedAtFirst(tries))))
                .expectNext(2)
                .expectComplete()
                .verify(MySqlDatabase.PATIENCE);
        StepVerifier.create(count()).expectNext(1L).expectComplete().verify(MySqlDatabase.PATIENCE);
    }

    @Test
    void givenATransactionThatFails_whenRun_thenNothingOfItStays() {
        StepVerifier.create(mysql.inTransaction(
                        "inserting", connection -> insert(connection, 1).then(insert(connection, 1))))
                .expectError(StoreUnavailable.class)
                .verify(MySqlDatabase.PATIENCE);
        StepVerifier.create(count()).expectNext(0L).expectComplete().verify(MySqlDatabase.PATIENCE);
    }

    @Test
    void givenAnActionThatRefuses_whenRun_thenItsCallerHearsTheRefusal() {
        StepVerifier.create(mysql.run("asking", connection -> Mono.error(InvalidInput.of("n", "must be less"))))
                .expectError(InvalidInput.class)
                .verify(MySqlDatabase.PATIENCE);
    }

    @Test
    void givenARowThatIsDamaged_whenRead_thenThatIsNoFaultOfTheCaller() {
        StepVerifier.create(mysql.run(
                        "asking",
                        connection -> rows(connection, "SELECT 1 AS n", List.of(), row -> {
                                    throw InvalidInput.of("n", "must be less");
                                })
                                .then()))
                .expectError(StoreUnavailable.class)
                .verify(MySqlDatabase.PATIENCE);
    }

    private static Mono<Long> insert(Connection connection, int n) {
        return change(connection, "INSERT INTO numbers VALUES (?)", List.of(n));
    }

    private static Mono<Integer> deadlockedAtFirst(AtomicInteger tries) {
        return tries.incrementAndGet() == 1
                ? Mono.error(new R2dbcRollbackException("deadlock", "40001", 1213))
                : Mono.just(tries.get());
    }

    private Mono<Long> count() {
        return mysql.run(
                "counting",
                connection -> rows(connection, "SELECT COUNT(*) AS n FROM numbers", List.of(), row -> number(row, "n"))
                        .single());
    }
}
