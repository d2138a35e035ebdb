package io.fluxim.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.history.MySqlRows.Line;
import io.fluxim.protocol.Message;
import io.fluxim.testkit.Messages;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MySqlArchivingTest {

    @Test
    void givenLines_whenChunked_thenNeitherRowsNorBytesExceedTheLimitsAndTheOrderStays() {
        List<Line> small =
                Messages.messages("ann", "bob", 1, 1201).stream().map(Line::of).toList();
        assertThat(MySqlArchiving.chunks(small)).extracting(List::size).containsExactly(512, 512, 177);
        assertThat(MySqlArchiving.chunks(small).stream().flatMap(List::stream)).isEqualTo(small);
        assertThat(MySqlArchiving.chunks(List.of())).isEmpty();

        Message message = Messages.messages("ann", "bob", 1, 1).get(0);
        List<Line> large = Stream.of(600_000, 400_000, 100_000, 2_000_000, 1)
                .map(bytes -> new Line(message, List.of(), bytes))
                .toList();
        assertThat(MySqlArchiving.chunks(large)).extracting(List::size).containsExactly(2, 1, 1, 1);
    }

    @Test
    void givenAnError_whenJudged_thenOnlyOneAboutTheDataIsARefusal() {
        assertThat(MySqlArchiving.isRefusal(new R2dbcDataIntegrityViolationException("too long", "22001", 1406)))
                .isTrue();
        assertThat(MySqlArchiving.isRefusal(new R2dbcBadGrammarException("no text", "HY000", 1366)))
                .isTrue();
        assertThat(MySqlArchiving.isRefusal(new R2dbcNonTransientResourceException("closed")))
                .isFalse();
        assertThat(MySqlArchiving.isRefusal(new R2dbcRollbackException("deadlock", "40001", 1213)))
                .isFalse();
        assertThat(MySqlArchiving.isRefusal(new R2dbcBadGrammarException("no table", "42S02", 1146)))
                .isFalse();
        assertThat(MySqlArchiving.isRefusal(new R2dbcNonTransientResourceException("disk full", "HY000", 1114)))
                .isFalse();
        assertThat(MySqlArchiving.isRefusal(new IOException("reset"))).isFalse();
        assertThat(MySqlArchiving.isRefusal(new TimeoutException())).isFalse();
    }
}
