package io.fluxim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RebuildCommandTest {

    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"rebuild inbox", "rebuild inbox --apply", "rebuild inbox --all --user ann"})
    void givenNobodyOrBoth_whenCalled_thenTheChoiceIsTold(String line) {
        assertThat(execute(line)).isEqualTo(2);

        assertThat(said).asString().contains("either --user U or --all");
    }

    @Test
    void givenNoUserId_whenCalled_thenTold() {
        assertThat(execute("rebuild inbox --user a:b")).isEqualTo(2);

        assertThat(said).asString().contains("user");
    }

    @Test
    void givenNeitherInboxNorHistory_whenCalled_thenTold() {
        assertThat(execute("rebuild")).isEqualTo(2);

        assertThat(said).asString().contains("inbox").contains("history");
    }

    @Test
    void givenHistoryOfAUser_whenCalled_thenRefusedWithTheReason() {
        assertThat(execute("rebuild history --user ann --apply")).isEqualTo(1);

        assertThat(said).asString().contains("as a whole");
    }

    private int execute(String line) {
        PrintWriter out = new PrintWriter(said, true);
        return Cli.commandLine().setErr(out).setOut(out).execute(line.split(" "));
    }
}
