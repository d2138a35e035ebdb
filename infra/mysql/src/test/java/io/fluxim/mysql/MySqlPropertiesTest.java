package io.fluxim.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class MySqlPropertiesTest {

    @Test
    void givenAValueOutOfBounds_whenBound_thenKeyBoundAndValueAreTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MySqlProperties("jdbc:mysql://h/d", "u", "p"))
                .withMessage("im.mysql.jdbc-url must be jdbc:mariadb://host:port/database, was jdbc:mysql://h/d");
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

    @Test
    void givenALaxServer_whenChecked_thenTheStartIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> MySqlSchema.requireStrict("NO_ENGINE_SUBSTITUTION"))
                .withMessageContaining("must contain STRICT_TRANS_TABLES, was NO_ENGINE_SUBSTITUTION");
        assertThatCode(() -> MySqlSchema.requireStrict("ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES"))
                .doesNotThrowAnyException();
    }
}
