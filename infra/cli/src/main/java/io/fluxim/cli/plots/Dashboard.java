package io.fluxim.cli.plots;

import io.fluxim.client.Failed;
import io.fluxim.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A dashboard of {@code grafana/}, as far as it can be drawn. */
record Dashboard(String title, List<Panel> panels) {

    /** Columns of Grafana's grid. */
    static final int COLUMNS = 24;

    /**
     * A rectangle with a title.
     *
     * @param type {@code stat} for numbers, {@code timeseries} for lines; what has no queries is a heading
     */
    record Panel(String title, String type, Place place, Display display, List<Query> queries) {}

    /**
     * How values are shown.
     *
     * @param unit  Grafana's word for what is measured
     * @param bands from which value on it has which colour, lowest first
     * @param words that stand for values, in their colour
     */
    record Display(String unit, List<Band> bands, List<Word> words) {}

    /** Both bounds included. */
    record Word(double from, double to, String text, String colour) {}

    /** In columns of the grid, and in rows of it. */
    record Place(int x, int y, int width, int height) {}

    /** @param from minus infinity for the first */
    record Band(double from, String colour) {}

    record Query(String expression, String legend) {}

    /** @throws Failed where it cannot be read */
    static Dashboard read(Path file) {
        try {
            JsonNode json = Json.parse(Files.readString(file));
            return new Dashboard(
                    json.path("title").asString(""),
                    all(json.path("panels")).map(Dashboard::panel).toList());
        } catch (IOException | JacksonException e) {
            throw new Failed("there is no dashboard in " + file + ": " + e.getMessage(), e);
        }
    }

    /** The row below the last panel. */
    int rows() {
        return panels.stream()
                .mapToInt(panel -> panel.place().y() + panel.place().height())
                .max()
                .orElse(0);
    }

    private static Panel panel(JsonNode json) {
        JsonNode place = json.path("gridPos");
        JsonNode field = json.path("fieldConfig").path("defaults");
        return new Panel(
                json.path("title").asString(""),
                json.path("type").asString(""),
                new Place(
                        place.path("x").asInt(),
                        place.path("y").asInt(),
                        place.path("w").asInt(),
                        place.path("h").asInt()),
                new Display(
                        field.path("unit").asString("short"),
                        all(field.path("thresholds").path("steps"))
                                .map(Dashboard::band)
                                .toList(),
                        all(field.path("mappings")).flatMap(Dashboard::words).toList()),
                all(json.path("targets"))
                        .map(target -> new Query(
                                target.path("expr").asString(""),
                                target.path("legendFormat").asString("")))
                        .toList());
    }

    private static Band band(JsonNode step) {
        JsonNode from = step.path("value");
        return new Band(
                from.isNumber() ? from.asDouble() : Double.NEGATIVE_INFINITY,
                step.path("color").asString(""));
    }

    /** Of a mapping: of single values, or of a range that may be open. */
    private static Stream<Word> words(JsonNode mapping) {
        JsonNode options = mapping.path("options");
        if (mapping.path("type").asString("").equals("range")) {
            return Stream.of(word(
                    options.path("from").asDouble(Double.NEGATIVE_INFINITY),
                    options.path("to").asDouble(Double.POSITIVE_INFINITY),
                    options.path("result")));
        }
        return options.properties().stream()
                .map(value ->
                        word(Double.parseDouble(value.getKey()), Double.parseDouble(value.getKey()), value.getValue()));
    }

    private static Word word(double from, double to, JsonNode result) {
        return new Word(
                from, to, result.path("text").asString(""), result.path("color").asString(""));
    }

    private static Stream<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
