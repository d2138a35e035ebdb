package io.fluxim.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PropertiesTest {

    @Test
    void givenAValueOutOfBounds_whenBound_thenKeyBoundAndValueAreTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DirectoryProperties(Duration.ZERO, 1, 2, Duration.ofMillis(50)))
                .withMessage("im.directory.timeout must be >= 100ms, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DirectoryProperties(Duration.ofSeconds(1), -1, 2, Duration.ofMillis(50)))
                .withMessage("im.directory.remembered must be >= 0, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DirectoryProperties(Duration.ofSeconds(1), 1, 2, Duration.ZERO))
                .withMessage("im.directory.outbox-poll must be >= 10ms, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MySqlProperties("", "u", "p"))
                .withMessage("im.mysql.jdbc-url must be jdbc:mariadb://host:port/database, was empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MySqlProperties("jdbc:mariadb://h/d", "", "p"))
                .withMessage("im.mysql.user must not be empty");
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
