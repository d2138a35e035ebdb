package io.fluxim.torture.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.testkit.check.Rule;
import io.fluxim.torture.report.CellResult;
import io.fluxim.torture.report.Mark;
import io.fluxim.torture.report.SampleRun;
import io.fluxim.torture.report.TortureReport;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {

    private final Document page = parsed(SampleRun.mixed());

    @Test
    void givenCells_whenRendered_thenEachIsInTheMatrixAndItsLinkLeadsToIt() {
        List<String> links = all(page, "//table[@class='matrix']//a/@href");

        assertThat(links).hasSize(30).doesNotHaveDuplicates();
        assertThat(all(page, "//article/@id").stream().map(id -> "#" + id)).containsExactlyInAnyOrderElementsOf(links);
        assertThat(all(page, "//a/@href").stream()).allMatch(href -> href.startsWith("#"));
    }

    @Test
    void givenVerdicts_whenRendered_thenWordsTellThemWithoutColour() {
        assertThat(text(page, "//h1")).isEqualTo("✖ A rule was broken in 1 of 31 cells");
        assertThat(all(page, "//table[@class='matrix']//span[@class='word']"))
                .contains("held", "broken", "invalid", "infrastructure");
        assertThat(text(parsed(SampleRun.held()), "//h1")).isEqualTo("✔ Every rule held");
    }

    @Test
    void givenCell_whenRendered_thenItTellsMarksCountsAndRules() {
        CellResult cell = SampleRun.mixed().cells().get(3);
        String article = "//article[@id='" + Verdicts.anchor(cell.cell()) + "']";

        assertThat(all(page, article + "//ol[@class='marks']/li"))
                .hasSize(cell.course().marks().size())
                .anyMatch(mark -> mark.endsWith(Mark.HEALED));
        assertThat(all(page, article + "//span[starts-with(@class, 'mark')]"))
                .hasSize(cell.course().marks().size());
        assertThat(all(page, article + "//polyline/@points"))
                .hasSize(2)
                .allMatch(points ->
                        points.split(" ").length == cell.course().samples().size());
        assertThat(all(page, article + "//dt"))
                .contains("accepted", "history rows", "syncs checked", Rule.DELIVERED.name());
        assertThat(all(page, article + "//div[@class='finding']/h4"))
                .containsExactly("DELIVERED " + Rule.DELIVERED.sentence(), "SAME_ORDER " + Rule.SAME_ORDER.sentence());
        assertThat(text(page, article + "//div[@class='finding'][1]"))
                .contains("37 breaches", "the first 2 of them", SampleRun.LOST.hex(), "anna", "1204");
    }

    @Test
    void givenDataThatLooksLikeMarkup_whenRendered_thenItStaysText() {
        assertThat(all(page, "//script")).isEmpty();
        assertThat(text(page, "//ul[@class='notes']/li[1]"))
                .isEqualTo("The fault did not take place: " + SampleRun.NASTY.replace('\u0001', '\uFFFD'));
    }

    @Test
    void givenRules_whenRendered_thenEachIsThereWithWhatWasChecked() {
        assertThat(all(page, "//table[@class='rules']/tbody/tr")).hasSize(Rule.values().length);
        assertThat(text(page, "//table[@class='rules']//tr[th/code='ARCHIVED_ONCE']/td[1]"))
                .isEqualTo("235,219");
        assertThat(text(page, "//table[@class='rules']//tr[th/code='SAME_REPEAT']/td[2]"))
                .isEqualTo("not met in this run");
    }

    @Test
    void givenOverload_whenRendered_thenHeapsStandSideBySide() {
        assertThat(all(page, "//div[@class='heaps']//span[@class='time']"))
                .hasSize(5)
                .contains("141 MiB → 149 MiB of 384 MiB");
    }

    @Test
    void givenNothingRan_whenRendered_thenThePageSaysSo() {
        Document empty = parsed(SampleRun.run(List.of(), Optional.empty()));

        assertThat(text(empty, "//h1")).isEqualTo("? Nothing was checked");
        assertThat(all(empty, "//article")).isEmpty();
    }

    @Test
    void givenPage_whenRendered_thenItNeedsNothingBesideIt() {
        assertThat(all(page, "//@src | //link | //style[contains(., 'url(') or contains(., '@import')]"))
                .isEmpty();
    }

    /** It is XML too, so that a parser of the JDK sees what a browser sees. */
    private static Document parsed(TortureReport run) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(new HtmlReport(run).render())));
        } catch (Exception e) {
            throw new AssertionError("not well-formed", e);
        }
    }

    private static String text(Document page, String path) {
        return all(page, path).stream().findFirst().orElseThrow(() -> new AssertionError("nothing at " + path));
    }

    private static List<String> all(Document page, String path) {
        try {
            NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, page, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(i -> nodes.item(i).getTextContent().strip().replaceAll("\\s+", " "))
                    .toList();
        } catch (XPathExpressionException e) {
            throw new AssertionError(path, e);
        }
    }
}
