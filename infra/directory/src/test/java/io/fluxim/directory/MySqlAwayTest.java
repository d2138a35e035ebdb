package io.fluxim.directory;

import static io.fluxim.directory.Directories.user;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fluxim.protocol.StoreUnavailable;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class MySqlAwayTest {

    @Test
    void givenNobodyListening_whenACutoffIsAsked_thenUnavailable() {
        MySqlStatements mysql = new MySqlStatements(
                ConnectionFactories.get("r2dbc:mysql://nobody:nothing@127.0.0.1:1/none"), Duration.ofSeconds(10));
        StepVerifier.create(new MySqlCutoffs(mysql, 10, Ticker.systemTicker()).of(new Cutoffs.Login(user("ann"), 5)))
                .expectError(StoreUnavailable.class)
                .verify(Directories.PATIENCE);
    }
}
