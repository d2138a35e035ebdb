package io.fluxim.torture.victim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    private final Defect defect = new Defect();
    private final Commands commands =
            new Commands(new Points(new PrintStream(OutputStream.nullOutputStream()), code -> {}), defect);

    @Test
    void givenCommands_whenTold_thenAnsweredInALine() {
        assertThat(commands.answer("points")).startsWith("points timeline-tails before,timeline-tails after,");
        assertThat(commands.answer("kill inbox-append halfway 2")).isEqualTo("armed inbox-append halfway");
        assertThat(commands.answer("disarm")).isEqualTo("disarmed");
        assertThat(commands.answer("passes inbox-append before")).isEqualTo("passes 0");
        assertThat(commands.answer("heap")).matches("heap [1-9][0-9]*");
    }

    @Test
    void givenBreak_whenTold_thenThereIsADefectUntilMended() {
        assertThat(commands.answer("break skip-history")).isEqualTo("broken skip-history");
        assertThat(defect.present()).isPresent();
        assertThat(commands.answer("mend")).isEqualTo("mended");
        assertThat(defect.present()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "kill",
                "kill inbox-append sideways 1",
                "kill no-such before 1",
                "kill inbox-append before none",
                "kill inbox-append before 0",
                "kill inbox-heads halfway 1",
                "break it",
                "break"
            })
    void givenNonsense_whenTold_thenAnErrorSaysWhatWasExpected(String line) {
        assertThat(commands.answer(line)).startsWith("error: ");
        assertThat(defect.present()).isEmpty();
    }
}
