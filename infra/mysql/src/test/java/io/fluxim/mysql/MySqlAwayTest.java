package io.fluxim.mysql;

import io.fluxim.protocol.StoreUnavailable;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class MySqlAwayTest {

    @Test
    void givenNobodyListening_whenAsked_thenUnavailable() {
        MySqlStatements mysql = new MySqlStatements(
                ConnectionFactories.get("r2dbc:mysql://nobody:nothing@127.0.0.1:1/none"), Duration.ofSeconds(10));
        StepVerifier.create(mysql.run("asking", connection -> MySqlStatements.change(connection, "DO 1", List.of())))
                .expectError(StoreUnavailable.class)
                .verify(Duration.ofSeconds(20));
    }
}
