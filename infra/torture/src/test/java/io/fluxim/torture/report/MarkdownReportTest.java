package io.fluxim.torture.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.testkit.check.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownReportTest {

    private final MarkdownReport report = new MarkdownReport(SampleRun.mixed());

    @Test
    void givenPageWithWordsOfPeople_whenWrittenTwice_thenTheyStayAndTheRestIsTheLastRun() {
        String page = "# Ours\n\nbefore\n\n" + MarkdownReport.BEGIN + "\nstale words\n" + MarkdownReport.END
                + "\n\n## After\n";

        String once = report.into(page);
        String twice = new MarkdownReport(SampleRun.held()).into(once);

        assertThat(once)
                .startsWith("# Ours\n\nbefore\n\n")
                .endsWith("\n\n## After\n")
                .doesNotContain("stale words");
        assertThat(once).contains("A rule was broken in 1 of 31 cells");
        assertThat(report.into(twice)).isEqualTo(once);
        assertThat(twice).doesNotContain("broken in").contains("Every rule held");
    }

    @Test
    void givenPageWithoutItsMarkers_whenWritten_thenRefusedWithWhatIsMissing() {
        assertThatThrownBy(() -> report.into("# Ours\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(MarkdownReport.BEGIN);
        assertThatThrownBy(() -> report.into(MarkdownReport.BEGIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(MarkdownReport.END);
        assertThatThrownBy(() -> report.into(MarkdownReport.END + MarkdownReport.BEGIN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> report.into(MarkdownReport.BEGIN + MarkdownReport.END + MarkdownReport.END))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more often");
    }

    @Test
    void givenNoPage_whenWritten_thenThereIsOneWithRoomForWords(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("torture-report.md");

        report.write(page);

        assertThat(Files.readString(page)).startsWith("# Torture report").contains("## Failures found on the way");
    }

    @Test
    void givenCells_whenWritten_thenEachHasVerdictAndRecoveryAndEachRuleItsSum() {
        String page = report.render();

        assertThat(page).contains("| kafka-killed | The broker gets signal 9 and is started again. | ✖ broken ");
        assertThat(page).contains("? invalid –").contains("! infrastructure –");
        assertThat(page).contains("| ARCHIVED_ONCE | " + Rule.ARCHIVED_ONCE.sentence() + " | 235,219 | 0 |");
        assertThat(page).contains("| heap of access-1, of 384 MiB | 141 MiB | 149 MiB |");
        assertThat(page).contains("kafka-killed, seed 1: **DELIVERED** accepted at seq 811");
    }

    @Test
    void givenDataThatLooksLikeMarkup_whenWritten_thenItStaysText() {
        assertThat(report.render())
                .doesNotContain("<script")
                .doesNotContain("\u0001")
                .contains("&lt;script>");
    }
}
