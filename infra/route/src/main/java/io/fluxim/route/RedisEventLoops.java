package io.fluxim.route;

import io.fluxim.loops.EventLoops;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.TimeUnit;

/** The shared event loops, lent to Lettuce: it does not end what others use. */
final class RedisEventLoops implements EventLoopGroupProvider {

    private final EventLoops loops;

    RedisEventLoops(EventLoops loops) {
        this.loops = loops;
    }

    /** The one group there is: native transport where it can be had, as Lettuce chooses its sockets. */
    @Override
    @SuppressWarnings("unchecked") // Lettuce takes any group that serves its sockets
    public <T extends EventLoopGroup> T allocate(Class<T> type) {
        return (T) loops.group();
    }

    @Override
    public int threadPoolSize() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public Future<Boolean> release(EventExecutorGroup group, long quietPeriod, long timeout, TimeUnit unit) {
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(true);
    }

    @Override
    public Future<Boolean> shutdown(long quietPeriod, long timeout, TimeUnit unit) {
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(true);
    }
}
