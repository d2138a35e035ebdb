package io.fluxim.cli.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.client.Failed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class PictureTest {

    private static final String DASHBOARD = """
        {"title": "Fluxim <overview>", "panels": [
          {"title": "Sessions", "type": "stat", "gridPos": {"x": 0, "y": 0, "w": 4, "h": 4},
           "fieldConfig": {"defaults": {"unit": "short", "thresholds": {"steps": [
             {"value": null, "color": "green"}, {"value": 10, "color": "dark-red"}]},
             "mappings": [{"type": "value", "options": {"0": {"text": "nobody", "color": "blue"}}},
               {"type": "range", "options": {"from": 100, "to": null, "result": {"text": "crowd", "color": "orange"}}}]}},
           "targets": [{"expr": "sum(im_access_sessions)", "legendFormat": ""}]},
          {"title": "Accepted", "type": "timeseries", "gridPos": {"x": 4, "y": 0, "w": 20, "h": 8},
           "fieldConfig": {"defaults": {"unit": "ops"}},
           "targets": [{"expr": "rate(x[$__rate_interval])", "legendFormat": "{{op}} & {{outcome}}"}]}
        ]}\
        """;

    @TempDir
    private Path dir;

    @Test
    void givenADashboardAndItsValues_whenDrawn_thenEachPanelShowsThemAndTextStaysText() throws Exception {
        Dashboard dashboard = dashboard(DASHBOARD);
        Series sessions = new Series(Map.of(), List.of(new Series.Point(0, 3), new Series.Point(9, 12)));
        Series accepted = new Series(
                Map.of("op", "<send>", "outcome", "ok"), List.of(new Series.Point(0, 0), new Series.Point(9, 80)));

        String svg = new Picture(dashboard, 10)
                .draw(panel -> panel.queries().stream()
                        .map(query -> panel.type().equals("stat")
                                ? new Line("", sessions)
                                : new Line(accepted.named(query.legend()), accepted))
                        .toList());

        Document parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(parsed.getDocumentElement().getTextContent())
                .contains("Fluxim <overview>")
                .contains("Sessions")
                .contains("<send> & ok  80/s");
        assertThat(svg).contains("class=\"large red\">12</text>");
        assertThat(parsed.getElementsByTagName("polyline").getLength()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, blue, nobody", "1, green, 1", "12, red, 12", "100, orange, crowd", "5000, orange, crowd"})
    void givenWordsForValues_whenDrawn_thenTheyStandInTheirColour(double value, String colour, String shown)
            throws IOException {
        Series series = new Series(Map.of(), List.of(new Series.Point(1, value)));

        String svg = new Picture(dashboard(DASHBOARD), 10)
                .draw(panel -> panel.type().equals("stat") ? List.of(new Line("", series)) : List.of());

        assertThat(svg).contains("class=\"large " + colour + "\">" + shown + "</text>");
    }

    @Test
    void givenMoreLinesThanFit_whenDrawn_thenTheHighestAreShownAndTheRestCounted() throws IOException {
        List<Line> lines = IntStream.range(0, 9)
                .mapToObj(i -> new Line("line" + i, new Series(Map.of(), List.of(new Series.Point(1, i)))))
                .toList();

        String svg = new Picture(dashboard(DASHBOARD), 10)
                .draw(panel -> panel.type().equals("timeseries") ? lines : List.of());

        assertThat(svg)
                .contains("line8  8/s")
                .contains("line3  3/s")
                .doesNotContain("line2")
                .contains("… and 3 more");
        assertThat(svg).contains(">–</text>"); // the number that nobody found
    }

    @Test
    void givenMacrosAndVariables_whenSettled_thenPrometheusTakesThem() {
        assertThat(PlotsCommand.settled("sum(rate(a{instance=~\"$instance\"}[$__rate_interval]))"))
                .isEqualTo("sum(rate(a{instance=~\".*\"}[10s]))");
    }

    @Test
    void givenNoDashboard_whenRead_thenItSaysWhere() {
        assertThatThrownBy(() -> Dashboard.read(dir.resolve("missing.json")))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("missing.json");
    }

    private Dashboard dashboard(String json) throws IOException {
        return Dashboard.read(Files.writeString(dir.resolve("dashboard.json"), json));
    }
}
