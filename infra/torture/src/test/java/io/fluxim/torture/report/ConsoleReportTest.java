package io.fluxim.torture.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.testkit.check.Rule;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final ConsoleReport console = ConsoleReport.plain(out);

    @Test
    void givenHeldCell_whenItEnds_thenOneLineSaysHowItWent() {
        console.ended(SampleRun.held(new Cell("redis-killed", "Redis gets signal 9.", 7), 0));

        assertThat(screen().lines())
                .singleElement()
                .asString()
                .matches("✔ redis-killed +seed 7 +recovery \\S+ m?s +8,111 messages checked");
    }

    @Test
    void givenBrokenCell_whenItEnds_thenItNamesTheRulesAndTheFirstFindings() {
        console.ended(SampleRun.broken());

        assertThat(screen())
                .contains("✖ kafka-killed")
                .contains("DELIVERED " + Rule.DELIVERED.sentence())
                .contains("accepted at seq 811 of g:7")
                .contains("… and 34 more")
                .contains("SAME_ORDER");
    }

    @Test
    void givenMoreFaultsThanLines_whenTheRunEnds_thenTheTableFitsAndHoldsEachBrokenOne() {
        List<CellResult> cells = new ArrayList<>();
        for (int fault = 0; fault < 80; fault++) {
            cells.add(SampleRun.held(new Cell("fault-" + fault, "something", 1), 0));
        }
        cells.add(SampleRun.broken());

        console.ended(SampleRun.run(cells, Optional.empty()));

        List<String> lines = screen().lines().toList();
        int end = lines.indexOf("✖ kafka-killed, seed 1") - 1;
        assertThat(end).isEqualTo(ConsoleReport.TABLE_LINES);
        assertThat(lines.subList(0, end))
                .anyMatch(line -> line.startsWith("kafka-killed  ✖"))
                .anyMatch(line -> line.startsWith("… and 47 faults more: every rule held, recovery at most"));
        assertThat(lines.get(lines.size() - 1)).isEqualTo("✖ A rule was broken in 1 of 81 cells");
    }

    @Test
    void givenOverloadThatBrokeOff_whenItEnds_thenItTellsWhyAndNoRates() {
        console.ended(SampleRun.overloadBrokenOff());

        assertThat(screen().lines())
                .containsExactly("! overload                             broke off", "    mongodb does not run");
    }

    @Test
    void givenOverloadAlone_whenTheRunEnds_thenThereIsNoTable() {
        console.ended(SampleRun.run(List.of(), Optional.of(SampleRun.overload())));

        assertThat(screen().strip().lines())
                .containsExactly("8,111 messages in 486,678 checks, took 23 min 32 s", "", "✔ Every rule held");
    }

    @Test
    void givenNoColourAskedFor_whenTold_thenNoControlSequenceIsWrittenNotEvenFromData() {
        SampleRun.mixed().cells().forEach(console::ended);
        console.ended(SampleRun.overload());
        console.ended(SampleRun.mixed());

        assertThat(screen().replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
        assertThat(screen()).contains("pipeline-2 did not start within 60 s").contains("128,640 refused for a while");
    }

    @Test
    void givenColourAskedFor_whenTold_thenSignsAreColoured() {
        ConsoleReport.coloured(out).ended(SampleRun.broken());

        assertThat(screen()).contains("\u001b[31m✖\u001b[0m");
    }

    private String screen() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
