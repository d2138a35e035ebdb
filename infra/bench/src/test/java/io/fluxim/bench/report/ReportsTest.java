package io.fluxim.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportsTest {

    @Test
    void givenRun_whenAsAPage_thenItIsWellFormedAndPlotsEachStep() throws Exception {
        String page = new HtmlReport(SampleBench.report(SampleBench.HELD)).render();

        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        page.substring(page.indexOf('\n')).getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2 * 3);
        assertThat(page).contains("miss", "pass", "complete, once, in order").doesNotContain("<script");
    }

    @Test
    void givenBreach_whenAsAPage_thenItIsToldAndNoMarkup() {
        String page = new HtmlReport(SampleBench.report(SampleBench.BROKEN)).render();

        assertThat(page).contains("The promise was broken", "message 7 &lt;script&gt; came to nobody");
    }

    @Test
    void givenMissedTarget_whenThePromiseHolds_thenTheExitCodeIsZero() {
        assertThat(SampleBench.report(SampleBench.HELD).exitCode()).isZero();
        assertThat(SampleBench.report(SampleBench.BROKEN).exitCode()).isEqualTo(1);
    }

    @Test
    void givenStoresThatDiffer_whenEveryMessageArrived_thenThePromiseIsBrokenAllTheSame() {
        BenchReport report = SampleBench.report(SampleBench.HELD, SampleBench.DIFFER);

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(new HtmlReport(report).render())
                .contains("The promise was broken", "SEQ_HOLE &lt;in&gt; d:a:b", "they do not agree");
    }

    @Test
    void givenRun_whenAsJson_thenScriptsFindFigures() {
        JsonNode json = JsonMapper.shared().readTree(JsonReport.render(SampleBench.report(SampleBench.HELD)));

        assertThat(json.path("holds").asBoolean()).isTrue();
        JsonNode direct = json.path("scenarios").path(0);
        assertThat(direct.path("best").path("latency").path("p99").asDouble()).isEqualTo(24);
        assertThat(direct.path("figures").path(0).path("bound").path("value").asDouble())
                .isEqualTo(8_000);
        assertThat(direct.path("best").path("effort").path("cpu").path("sum").asDouble())
                .isEqualTo(150);
        assertThat(direct.path("best").path("effort").path("switches").asDouble())
                .isEqualTo(17.2);
        assertThat(json.path("setting").path("took").asString()).isEqualTo("PT1M1S");
    }

    @Test
    void givenScenario_whenOnTheConsole_thenTargetsAndCpuAreThere() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ScenarioResult direct = SampleBench.report(SampleBench.HELD).scenarios().get(0);
        ConsoleReport console = new ConsoleReport(new PrintStream(out, true, StandardCharsets.UTF_8));

        direct.steps().forEach(console::step);
        console.scenario(direct);
        console.audited(SampleBench.DIFFER);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("2,000/s", "too slow", "fluxim 90.0 µs", "together 150 µs")
                .contains("✖ messages 1,000 /s, ≥ 8,000 /s wanted: miss")
                .contains("✔ CPU a message 150 µs, ≤ 200 µs wanted: pass", "· connections 100")
                .contains("by threads: parallel 40.0 µs, MongoDB's stand-in 25.0 µs\n")
                .contains("17.2 context switches a message, 300 MiB resident")
                .contains("batches of 20.0 messages, 40.0 entries, 30.0 rows")
                .contains("BROKEN SEQ_HOLE <in> d:a:b");
    }
}
