package io.fluxim.bench.platform;

import io.fluxim.bench.report.Batches;
import io.fluxim.lab.process.CannotRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * What the pipeline and the sink have counted since they began, as they tell it to Prometheus.
 *
 * @param sequenced batches that got seqs, and their messages
 * @param inbox     batches of inbox entries, and the entries
 * @param archived  batches of rows, and the rows
 */
public record Counters(Batched sequenced, Batched inbox, Batched archived) {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();

    /** Batches, and what was in all of them. */
    public record Batched(double batches, double items) {

        /** Items of a batch since the process began, 0 where there was none. */
        public double mean() {
            return batches > 0 ? items / batches : 0;
        }

        private double since(Batched before) {
            return new Batched(batches - before.batches, items - before.items).mean();
        }
    }

    /** @param pipeline and {@code sink}: where their actuators answer */
    static Counters of(URI pipeline, URI sink) {
        String flows = text(pipeline);
        String archive = text(sink);
        return new Counters(
                new Batched(
                        sum(flows, "im_pipeline_batch_seconds_count", "stage=\"sequence\""),
                        sum(flows, "im_pipeline_records_total", "outcome=\"numbered\"")),
                new Batched(
                        sum(flows, "im_pipeline_batch_seconds_count", "stage=\"inbox\""),
                        sum(flows, "im_pipeline_entries_total", "outcome=\"appended\"")),
                new Batched(
                        sum(archive, "im_sink_batch_seconds_count", "outcome=\"done\""),
                        sum(archive, "im_sink_records_total", "outcome=\"stored\"")));
    }

    private static String text(URI actuator) {
        HttpRequest asked = HttpRequest.newBuilder(actuator.resolve("/actuator/prometheus"))
                .timeout(ANSWER)
                .build();
        try {
            return HTTP.send(asked, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new CannotRun(actuator + " does not tell what it counts", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted while counters were read", e);
        }
    }

    /** Of all lines of this metric that have this label, in Prometheus's text. */
    static double sum(String text, String metric, String label) {
        return text.lines()
                .filter(line -> line.startsWith(metric + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What was handled together since then. */
    public Batches since(Counters before) {
        return new Batches(
                sequenced.since(before.sequenced), inbox.since(before.inbox), archived.since(before.archived));
    }
}
