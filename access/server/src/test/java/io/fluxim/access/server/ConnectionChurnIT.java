package io.fluxim.access.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Connections that are opened and dropped at every moment of their life leave nothing behind. */
class ConnectionChurnIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WARM_UP = 1_000;
    private static final int CONNECTIONS = 10_000;
    /** Half of the kinds wait for hello. */
    private static final long GREETED = CONNECTIONS / 2;
    /** Clients at once. */
    private static final int CLIENTS = 64;

    private static final int USERS = 40;
    /** Half a kilobyte for each connection: a session that stays is eighteen. */
    private static final long HEAP_BOUND = CONNECTIONS * 512L;
    /** The stores share this process and open files of their own. */
    private static final long FILES_BOUND = 100;

    /** Below what the churn would need if it gave one seat in twenty away. */
    private static final int SEATS = 500;

    private static final LongAdder GREETED_SO_FAR = new LongAdder();

    private static RunningAccess access;
    private static List<String> queries;

    /** When a client goes, and how. */
    private enum Life {
        SILENT {
            @Override
            void live(RawSocket client, String query) throws IOException {
                client.reset();
            }
        },
        HALF_A_HANDSHAKE {
            @Override
            void live(RawSocket client, String query) throws IOException {
                String handshake = RawSocket.handshake(query);
                client.write(handshake.substring(0, handshake.length() / 2));
                client.reset();
            }
        },
        UNANSWERED {
            @Override
            void live(RawSocket client, String query) throws IOException {
                client.write(RawSocket.handshake(query));
                client.reset();
            }
        },
        NOT_GREETED {
            @Override
            void live(RawSocket client, String query) throws IOException {
                admitted(client, query);
                client.reset();
            }
        },
        GREETED {
            @Override
            void live(RawSocket client, String query) throws IOException {
                greeted(client, query);
                client.reset();
            }
        },
        HALF_A_FRAME {
            @Override
            void live(RawSocket client, String query) throws IOException {
                greeted(client, query);
                client.write(new byte[] {(byte) 0x81, (byte) 0xfe});
                client.reset();
            }
        },
        ENDED {
            @Override
            void live(RawSocket client, String query) throws IOException {
                greeted(client, query);
                client.write(
                        RawSocket.frame(RawSocket.TEXT, true, "{\"op\":\"ping\"}".getBytes(StandardCharsets.UTF_8)));
                client.close();
            }
        },
        SAID_GOODBYE {
            @Override
            void live(RawSocket client, String query) throws IOException {
                greeted(client, query);
                client.write(RawSocket.frame(RawSocket.CLOSE, true, new byte[] {3, (byte) 0xe8}));
                client.closeCode();
                client.close();
            }
        };

        abstract void live(RawSocket client, String query) throws IOException;

        static void admitted(RawSocket client, String query) throws IOException {
            client.write(RawSocket.handshake(query));
            client.head();
        }

        /** A crowded machine may answer otherwise now and then. */
        static void greeted(RawSocket client, String query) throws IOException {
            admitted(client, query);
            if (client.frame().text().startsWith("{\"op\":\"hello\"")) {
                GREETED_SO_FAR.increment();
            }
        }
    }

    @BeforeAll
    static void start() {
        access = new RunningAccess(
                "--im.access.limits.node.connections=" + SEATS,
                "--im.access.limits.address.handshakes-per-second=0",
                "--im.access.limits.address.connections=0");
        String[] users = IntStream.range(0, USERS).mapToObj(i -> "user" + i).toArray(String[]::new);
        access.open(users);
        queries = Stream.of(users).map(user -> access.query(user, "device")).toList();
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void givenTenThousandConnections_whenDroppedAtEveryMoment_thenNothingIsLeft() throws Exception {
        churn(WARM_UP);
        gone();
        long heap = heap();
        long files = files();
        GREETED_SO_FAR.reset();
        churn(CONNECTIONS);
        gone();
        assertThat(GREETED_SO_FAR.sum()).isGreaterThan(GREETED * 9 / 10);
        until("heap after collection", () -> heap() - heap < HEAP_BOUND);
        until("files closed", () -> files() - files < FILES_BOUND);
    }

    /** Its tracing does not survive what this test does: see {@code RedisConfiguration}. */
    @Test
    void givenMeters_whenStarted_thenRedisIsNotTraced() {
        assertThat(access.bean(ClientResources.class).tracing().isEnabled()).isFalse();
    }

    private void churn(int connections) throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Void>> wave = IntStream.range(0, connections)
                    .<Callable<Void>>mapToObj(i -> () -> live(i))
                    .toList();
            for (Future<Void> life : clients.invokeAll(wave)) {
                life.get();
            }
        } finally {
            clients.shutdown();
        }
    }

    /** Devices differ among the clients of a moment, so that none takes another's place. */
    private Void live(int i) throws IOException {
        try (RawSocket client = RawSocket.open(access.port())) {
            Life.values()[i % Life.values().length].live(client, queries.get(i % USERS) + i);
        }
        return null;
    }

    /** The sessions, what waited for them, and their routes in Redis. */
    private static void gone() {
        until("sessions gone", () -> gauge("im.access.sessions") == 0);
        until("frames gone", () -> gauge("im.access.outbound.frames") == 0);
        until("bytes gone", () -> gauge("im.access.outbound.bytes") == 0);
        until("routes gone", () -> routes() == 0);
    }

    private static double gauge(String name) {
        return access.bean(MeterRegistry.class).get(name).gauge().value();
    }

    private static long routes() {
        return access.bean(ReactiveStringRedisTemplate.class)
                .keys("*:route:*")
                .count()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long files() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private static void until(String what, BooleanSupplier holds) {
        Flux.interval(Duration.ofMillis(50), Schedulers.boundedElastic())
                .onBackpressureDrop()
                .filter(tick -> holds.getAsBoolean())
                .next()
                .timeout(PATIENCE, Mono.error(new AssertionError("not in time: " + what)))
                .block();
    }
}
