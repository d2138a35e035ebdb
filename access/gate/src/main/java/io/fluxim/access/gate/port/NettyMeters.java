package io.fluxim.access.gate.port;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.netty4.NettyAllocatorMetrics;
import io.micrometer.core.instrument.binder.netty4.NettyEventExecutorMetrics;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * What Netty tells of itself.
 *
 * <ul>
 *   <li>{@code netty.allocator.memory.used}: bytes that the allocator of this process holds for buffers
 *   <li>{@code netty.eventexecutor.tasks.pending{name}}: tasks that wait for an event loop of the clients' sockets; above 0
 *       for long means that something blocks it
 * </ul>
 */
final class NettyMeters implements MeterBinder {

    private final ReactorResourceFactory resources;

    NettyMeters(ReactorResourceFactory resources) {
        this.resources = resources;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider allocator) {
            new NettyAllocatorMetrics(allocator).bindTo(registry);
        }
        new NettyEventExecutorMetrics(resources.getLoopResources().onServer(true)).bindTo(registry);
    }
}
