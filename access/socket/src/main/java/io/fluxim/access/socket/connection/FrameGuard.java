package io.fluxim.access.socket.connection;

import io.fluxim.access.gate.port.PortProperties;
import io.fluxim.access.socket.outbound.CloseCode;
import io.github.bucket4j.Bucket;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what a WebSocket's frames cost before they are read as commands: a message in endless or too large pieces, floods of
 * pings and pongs. Refuses reserved bits, which the decoder lets through. It answers pings itself: while the client does not
 * read, it gets no pongs, as nothing bounds those that wait, and a ping never makes the server read on where it has stopped
 * to. Touched by the connection's event loop alone.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {

    private static final int BURST_SECONDS = 10;

    private final PortProperties.Frames bounds;
    private final int maxBytes;
    private final Runnable heard;
    private final Consumer<CloseCode> broken;
    private final Bucket control;
    private int pieces;
    /** Of the message that is coming, in all its pieces so far. */
    private long bytes;

    private boolean over;

    private @Nullable Future<?> deadline;

    /**
     * @param maxBytes of a message that comes in pieces
     * @param heard    a ping came
     * @param broken   a bound or a rule was broken, and why the session ends: what comes from then on is dropped
     */
    FrameGuard(PortProperties.Frames bounds, int maxBytes, Runnable heard, Consumer<CloseCode> broken) {
        this.bounds = bounds;
        this.maxBytes = maxBytes;
        this.heard = heard;
        this.broken = broken;
        this.control = Bucket.builder()
                .addLimit(limit -> limit.capacity((long) BURST_SECONDS * bounds.controlPerSecond())
                        .refillGreedy(bounds.controlPerSecond(), Duration.ofSeconds(1)))
                .build();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof WebSocketFrame frame) {
            look(ctx, frame);
        }
        if (over || msg instanceof PingWebSocketFrame) {
            ReferenceCountUtil.release(msg);
        } else {
            ctx.fireChannelRead(msg);
        }
    }

    /**
     * A client may go in the middle of a message: what has come of it is given up. The aggregator would call that a failure, and
     * nobody would be there any more to take it but the log.
     */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (ctx.pipeline().get(WebSocketFrameAggregator.class) != null) {
            ctx.pipeline().remove(WebSocketFrameAggregator.class);
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        whole();
    }

    private void look(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame.rsv() != 0) { // no extension was agreed on that would give them a meaning (RFC 6455, 5.2)
            end(CloseCode.PROTOCOL);
        } else if (frame instanceof PingWebSocketFrame || frame instanceof PongWebSocketFrame) {
            control(ctx, frame);
        } else if (!(frame instanceof CloseWebSocketFrame)) {
            data(ctx, frame);
        }
    }

    /** Counted here: where the aggregator counts, the connection ends without a close code. */
    private void data(ChannelHandlerContext ctx, WebSocketFrame frame) {
        bytes += frame.content().readableBytes();
        if (bytes > maxBytes) {
            end(CloseCode.FRAME_TOO_LARGE);
        } else if (frame.isFinalFragment()) {
            whole();
        } else {
            piece(ctx);
        }
    }

    private void control(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (!control.tryConsume(1)) {
            end(CloseCode.POLICY);
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
            end(CloseCode.POLICY);
        } else if (deadline == null) {
            deadline = ctx.executor()
                    .schedule(() -> end(CloseCode.POLICY), bounds.within().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The message has come altogether. */
    private void whole() {
        pieces = 0;
        bytes = 0;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void end(CloseCode code) {
        if (!over) {
            over = true;
            whole();
            broken.accept(code);
        }
    }
}
