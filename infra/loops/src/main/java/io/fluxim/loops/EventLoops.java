package io.fluxim.loops;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.Timer;
import java.time.Duration;
import reactor.netty.resources.LoopResources;

/**
 * The event loops of this process, as many as it has cores: sockets of clients and connections to Redis, MongoDB and MySQL
 * share them, so that an answer of one store often starts the next call on the thread where it arrived. Nothing may block
 * them: who waits on one of them may wait for itself.
 *
 * <p>Closed after the last of its users; one set may serve several applications of a process.
 */
public final class EventLoops implements AutoCloseable {

    /** What still runs then is given up. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final LoopResources resources =
            LoopResources.create("loop", Runtime.getRuntime().availableProcessors(), true);
    private final Timer timer = new LoopTimer(group());

    /** For Reactor Netty, and drivers that stand on it. */
    public LoopResources resources() {
        return resources;
    }

    /** For drivers that stand on Netty itself. */
    public EventLoopGroup group() {
        return resources.onServer(LoopResources.DEFAULT_NATIVE);
    }

    /** The kind of socket that these loops serve. */
    public Class<? extends SocketChannel> socketType() {
        return resources.onChannelClass(SocketChannel.class, group());
    }

    /** Runs tasks on the loops, at their time: no thread ticks where nothing is due. */
    public Timer timer() {
        return timer;
    }

    /** Ends them at once; no connection is open any more. Waits, so not to be called on one of them. */
    @Override
    public void close() {
        resources.disposeLater(Duration.ZERO, LONGEST_STOP).block(LONGEST_STOP.multipliedBy(2));
    }
}
