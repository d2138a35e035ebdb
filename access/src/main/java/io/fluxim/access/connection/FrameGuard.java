package io.fluxim.access.connection;

import io.github.bucket4j.Bucket;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what a WebSocket's frames cost before they are read as commands: a message in endless pieces, floods of pings and
 * pongs. It answers pings itself: while the client does not read, it gets no pongs, as nothing bounds those that wait, and a
 * ping never makes the server read on where it has stopped to. Touched by the connection's event loop alone.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {

    private static final int BURST_SECONDS = 10;

    private final SocketProperties.Frames bounds;
    private final Runnable heard;
    private final Runnable broken;
    private final Bucket control;
    private int pieces;
    private boolean over;

    private @Nullable Future<?> deadline;

    /**
     * @param heard  a ping came
     * @param broken a bound was broken: what comes from then on is dropped
     */
    FrameGuard(SocketProperties.Frames bounds, Runnable heard, Runnable broken) {
        this.bounds = bounds;
        this.heard = heard;
        this.broken = broken;
        this.control = Bucket.builder()
                .addLimit(limit -> limit.capacity((long) BURST_SECONDS * bounds.controlPerSecond())
                        .refillGreedy(bounds.controlPerSecond(), Duration.ofSeconds(1)))
                .build();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof WebSocketFrame frame && !(frame instanceof CloseWebSocketFrame)) {
            look(ctx, frame);
        }
        if (over || msg instanceof PingWebSocketFrame) {
            ReferenceCountUtil.release(msg);
        } else {
            ctx.fireChannelRead(msg);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        whole();
    }

    private void look(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame || frame instanceof PongWebSocketFrame) {
            control(ctx, frame);
        } else if (frame.isFinalFragment()) {
            whole();
        } else {
            piece(ctx);
        }
    }

    private void control(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (!control.tryConsume(1)) {
            end();
        } else if (frame instanceof PingWebSocketFrame && !over) {
            heard.run();
            if (ctx.channel().isWritable()) {
                ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
            }
        }
    }

    private void piece(ChannelHandlerContext ctx) {
        pieces++;
        if (pieces > bounds.maxPieces()) {
            end();
        } else if (deadline == null) {
            deadline = ctx.executor().schedule(this::end, bounds.within().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The message has come altogether. */
    private void whole() {
        pieces = 0;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void end() {
        if (!over) {
            over = true;
            whole();
            broken.run();
        }
    }
}
