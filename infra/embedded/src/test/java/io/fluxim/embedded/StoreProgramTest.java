package io.fluxim.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreProgramTest {

    @Test
    void givenWhatIsNeeded_whenRead_thenTheStoreIsThere() {
        assertThat(StoreProgram.store("kafka", "--port", "20001", "--dir", "somewhere"))
                .isInstanceOf(EmbeddedKafka.class)
                .extracting(EmbeddedStore::port)
                .isEqualTo(20_001);
        assertThat(StoreProgram.store("mongodb", "--dir", "somewhere", "--port", "20002"))
                .isInstanceOf(EmbeddedMongo.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka|--dir",
                "kafka --dir d|--port",
                "kafka --dir d --port x|'x'",
                "kafka --dir d --port 65535|'65535'",
                "kafka --dir d --port -1|'-1'",
                "kafka --dir d --port|'--port'",
                "kafka --dir d --porter 1|'--porter'",
                "redis --dir d --port 1|'redis'"
            })
    void givenWrongArguments_whenRead_thenTheWrongOneIsNamed(String line, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreProgram.store(line.split(" ")))
                .withMessageContaining(named)
                .withMessageContaining("expected");
    }

    @Test
    void givenNothing_whenRead_thenAStoreIsExpected() {
        assertThatIllegalArgumentException().isThrownBy(StoreProgram::store).withMessageContaining("store");
    }
}
