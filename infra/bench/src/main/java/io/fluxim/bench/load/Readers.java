package io.fluxim.bench.load;

import io.fluxim.bench.check.Arrival;
import io.fluxim.bench.check.Ledger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * People who read the history over HTTP, page after page, the next as soon as the one before is there: how fast they can, not
 * at a rate. Every row is compared with what was sent.
 */
public final class Readers implements AutoCloseable {

    private static final String PATH = "/msg/get_history";
    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1_000;
    private static final double NANOS = 1e9;
    /** After the end, for the pages in hand. */
    private static final Duration GRACE = Duration.ofSeconds(30);
    /** The number of a message that is not there. */
    private static final int NOTHING = -2;

    private final Ledger ledger;
    private final int count;
    private final LoopResources loop = LoopResources.create("readers", 1, true);
    private final ConnectionProvider pool;
    private final HttpClient http;
    private final Histogram micros = new SynchronizedHistogram(DIGITS);

    /**
     * What they read.
     *
     * @param token         of who may read all of it
     * @param conversations by the ledger's numbers
     * @param page          messages of a page
     */
    public record Library(String token, List<Integer> conversations, int page) {}

    /** How fast it went; times in milliseconds. */
    public record Reading(long pages, double perSecond, double p50, double p99) {}

    /** @param count how many read at once */
    public Readers(URI url, Ledger ledger, int count) {
        this.ledger = ledger;
        this.count = count;
        this.pool = ConnectionProvider.create("readers", count);
        this.http = HttpClient.create(pool).runOn(loop).baseUrl(url.toString());
    }

    /** Reads for so long, each reader conversation after conversation. */
    public Reading read(Library library, Duration time) {
        micros.reset();
        long began = System.nanoTime();
        long end = began + time.toNanos();
        Flux.range(0, count)
                .map(number -> new Reader(library, number))
                .flatMap(reader -> Mono.defer(reader::page).repeat(() -> System.nanoTime() < end), count)
                .blockLast(time.plus(GRACE));
        long pages = micros.getTotalCount();
        return new Reading(pages, pages * NANOS / (System.nanoTime() - began), at(50), at(99));
    }

    private double at(double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    /** One of them: has one page under way at a time. */
    private final class Reader {
        private final Library library;
        private int turn;
        private int from = 1;

        Reader(Library library, int number) {
            this.library = library;
            this.turn = number;
        }

        Mono<Void> page() {
            int conversation =
                    library.conversations().get(turn % library.conversations().size());
            int wanted = Math.min(library.page(), ledger.head(conversation) - from + 1);
            long asked = System.nanoTime();
            return answered(conversation)
                    .doOnNext(text -> {
                        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - asked));
                        compare(conversation, wanted, HistoryPage.read(text));
                        goOn(conversation);
                    })
                    .then();
        }

        private Mono<byte[]> answered(int conversation) {
            String body = "{\"conversation\":\"" + ledger.key(conversation) + "\",\"fromSeq\":" + from + ",\"limit\":"
                    + library.page() + "}";
            return http.headers(headers -> headers.set("token", library.token())
                            .set("operationID", "bench")
                            .set("Content-Type", "application/json"))
                    .post()
                    .uri(PATH)
                    .send(ByteBufFlux.fromString(Mono.just(body)))
                    .responseSingle((response, content) -> content.asByteArray());
        }

        /** What is not there, or not at its place, is told to the ledger as a row that is nothing. */
        private void compare(int conversation, int wanted, HistoryPage page) {
            if (page.code() != 0) {
                throw new IllegalStateException("a page of history was refused: " + page.code());
            }
            for (int i = 0; i < wanted; i++) {
                Arrival missing = new Arrival(0, from + i, NOTHING, false);
                Arrival row = i < page.rows().size() ? page.rows().get(i) : missing;
                ledger.archived(conversation, row.seq() == from + i ? row : missing);
            }
        }

        private void goOn(int conversation) {
            from += library.page();
            if (from > ledger.head(conversation)) {
                from = 1;
                turn += count;
            }
        }
    }

    @Override
    public void close() {
        pool.disposeLater()
                .then(loop.disposeLater(Duration.ZERO, Duration.ofSeconds(2)))
                .block(Duration.ofSeconds(10));
    }
}
