package io.fluxim.bench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.bench.platform.Counters.Batched;
import io.fluxim.bench.report.Batches;
import org.junit.jupiter.api.Test;

class CountersTest {

    private static final String TOLD = """
            # TYPE im_pipeline_batch_seconds histogram
            im_pipeline_batch_seconds_count{outcome="onComplete",stage="sequence"} 4.0
            im_pipeline_batch_seconds_count{outcome="cancel",stage="sequence"} 1.0
            im_pipeline_batch_seconds_count{outcome="onComplete",stage="inbox"} 9.0
            im_pipeline_batch_seconds_sum{outcome="onComplete",stage="sequence"} 77.0
            im_pipeline_records_total{outcome="numbered"} 1.2E3
            """;

    @Test
    void givenMetric_whenSummed_thenItsLinesWithTheLabelCountAndNoOthers() {
        assertThat(Counters.sum(TOLD, "im_pipeline_batch_seconds_count", "stage=\"sequence\""))
                .isEqualTo(5);
        assertThat(Counters.sum(TOLD, "im_pipeline_records_total", "outcome=\"numbered\""))
                .isEqualTo(1_200);
        assertThat(Counters.sum(TOLD, "im_sink_records_total", "outcome=\"stored\""))
                .isZero();
    }

    @Test
    void givenCountersBefore_whenCompared_thenBatchesAreThoseSince() {
        Counters before = new Counters(new Batched(10, 10), new Batched(5, 50), new Batched(3, 30));
        Counters after = new Counters(new Batched(12, 110), new Batched(10, 250), new Batched(3, 30));

        assertThat(after.since(before)).isEqualTo(new Batches(50, 40, 0));
    }
}
