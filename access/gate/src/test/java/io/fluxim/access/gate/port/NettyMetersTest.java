package io.fluxim.access.gate.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Collection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.ReactorResourceFactory;

class NettyMetersTest {

    private final ReactorResourceFactory resources = new ReactorResourceFactory();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    NettyMetersTest() {
        resources.setUseGlobalResources(false);
    }

    @AfterEach
    void stop() {
        resources.stop();
    }

    @Test
    void givenEventLoops_whenBound_thenEachTellsWhatWaits() {
        new NettyMeters(resources).bindTo(registry);
        Collection<Gauge> loops =
                registry.get("netty.eventexecutor.tasks.pending").gauges();
        assertThat(loops)
                .isNotEmpty()
                .allSatisfy(loop -> assertThat(loop.value()).isNotNegative());
    }

    @Test
    void givenBufferInUse_whenBound_thenItsMemoryIsTold() {
        ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(4096);
        try {
            new NettyMeters(resources).bindTo(registry);
            assertThat(registry.get("netty.allocator.memory.used")
                            .tag("memory.type", "direct")
                            .gauge()
                            .value())
                    .isGreaterThanOrEqualTo(4096);
        } finally {
            buffer.release();
        }
    }
}
