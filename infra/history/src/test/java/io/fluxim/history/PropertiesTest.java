package io.fluxim.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PropertiesTest {

    @Test
    void givenAValueOutOfBounds_whenBound_thenKeyBoundAndValueAreTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryProperties(Duration.ZERO))
                .withMessage("im.history.timeout must be >= 100ms, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MySqlProperties("jdbc:mysql://h/d", "u", "p"))
                .withMessage("im.mysql.jdbc-url must be jdbc:mariadb://host:port/database, was jdbc:mysql://h/d");
    }

    @Test
    void givenALaxServer_whenChecked_thenTheStartIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> HistorySchema.requireStrict("NO_ENGINE_SUBSTITUTION"))
                .withMessageContaining("must contain STRICT_TRANS_TABLES, was NO_ENGINE_SUBSTITUTION");
        assertThatCode(() -> HistorySchema.requireStrict("ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES"))
                .doesNotThrowAnyException();
    }

    @Test
    void givenPasswords_whenWrittenToALogOrRefused_thenNotShown() {
        assertThat(new MySqlProperties("jdbc:mariadb://h/d?password=s3cret", "u", "s3cret").toString())
                .isEqualTo("MySqlProperties[jdbcUrl=jdbc:mariadb://h/d?…, user=u]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MySqlProperties("jdbc:mysql://h/d?password=s3cret", "u", "s3cret"))
                .withMessageNotContaining("s3cret");
    }
}
