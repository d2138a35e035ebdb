package io.fluxim.bench.report;

import io.fluxim.torture.report.Figures;
import io.fluxim.torture.report.html.Markup;
import java.util.List;
import java.util.Map;

/** What each store alone could carry, and how much of it the whole route did. */
final class CeilingSection {

    private final List<Ceiling> ceilings;

    CeilingSection(List<Ceiling> ceilings) {
        this.ceilings = ceilings;
    }

    Markup render() {
        if (ceilings.isEmpty()) {
            return Markup.NOTHING;
        }
        return Markup.of("""
                <section>
                <h2>ceilings</h2>
                <p>Each store alone, by the route's own adapters: the messages a second that it could carry.</p>
                <div class="wide"><table>
                <thead><tr><th>scenario</th><th>reached</th><th>of the slowest store</th><th></th><th>store by store</th></tr></thead>
                <tbody>
                {}
                </tbody>
                </table></div>
                </section>
                """, ceilings.stream().map(CeilingSection::row).collect(Markup.together()));
    }

    private static Markup row(Ceiling ceiling) {
        return Markup.of(
                "<tr><td>{}</td><td class=\"number\">{}</td><td>{}</td><td>{}</td><td>{}<small>{}</small></td></tr>",
                ceiling.scenario(),
                ceiling.reached().map(Figures::rate).orElse(Figures.NONE),
                Wording.share(ceiling),
                ceiling.sharePercent().map(CeilingSection::bar).orElse(Markup.NOTHING),
                ceiling.stores().entrySet().stream().map(CeilingSection::store).collect(Markup.together()),
                Wording.batches(ceiling.batches()));
    }

    private static Markup bar(double percent) {
        return Markup.of("<meter min=\"0\" max=\"100\" value=\"{}\">{} %</meter>", percent, Wording.number(percent));
    }

    private static Markup store(Map.Entry<String, Double> store) {
        return Markup.of("<span>{} {}</span>", store.getKey(), Figures.rate(store.getValue()));
    }
}
