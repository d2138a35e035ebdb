package io.fluxim.access.gate.port;

import io.fluxim.access.gate.port.PortMeters.Cut;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Cuts off a connection whose client lets headers, body or answer take too long, however it drips, or sends requests ahead of
 * answers without end. It stands on both sides of the HTTP codec, and leaves once the connection has become a WebSocket.
 * Touched by the connection's event loop alone.
 */
final class RequestGuard extends ChannelDuplexHandler {

    private static final String BYTES = "fluxim.bytes";
    private static final String REQUESTS = "fluxim.requests";
    private static final String ANSWERS = "fluxim.answers";

    /** What is being waited for. */
    private enum Phase {
        /** Of the client: the rest of the headers. */
        HEADERS,
        /** Of the client: the rest of the body. */
        BODY,
        /** Of us: the answer. */
        ANSWER,
        /** Of nobody: between two requests; the server's own idle time-out ends that. */
        NOTHING
    }

    private final PortProperties bounds;
    private final PortMeters meters;
    private Phase phase = Phase.HEADERS;
    /** Requests that came and are not answered altogether. */
    private int unanswered;
    /** Bytes that came while an earlier request was unanswered. */
    private long ahead;

    private @Nullable Future<?> deadline;

    private RequestGuard(PortProperties bounds, PortMeters meters) {
        this.bounds = bounds;
        this.meters = meters;
    }

    /** Guards a connection that has just been accepted. */
    static void install(Channel channel, PortProperties bounds, PortMeters meters) {
        RequestGuard guard = new RequestGuard(bounds, meters);
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, BYTES, guard.new Bytes())
                .addAfter(NettyPipeline.HttpCodec, ANSWERS, guard.new Answers())
                .addAfter(NettyPipeline.HttpCodec, REQUESTS, guard);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        allow(ctx, bounds.headersWithin(), Cut.HEADERS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        inTime();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof HttpRequest) {
            inTime();
            unanswered++;
            phase = Phase.BODY;
        }
        if (msg instanceof LastHttpContent) {
            inTime();
            phase = unanswered > 0 ? Phase.ANSWER : Phase.NOTHING;
        }
        ctx.fireChannelRead(msg);
    }

    /** A body that did not come together with its headers is given its time. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (phase == Phase.BODY && deadline == null) {
            allow(ctx, bounds.bodyWithin(), Cut.BODY);
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        ctx.write(msg, promise); // the promise is the writer's
        boolean informational =
                msg instanceof HttpResponse response && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (informational) {
            leaveIfSwitched(ctx, (HttpResponse) msg);
        } else if (msg instanceof LastHttpContent) {
            answered();
        }
    }

    private void answered() {
        unanswered--;
        if (unanswered == 0) {
            ahead = 0;
            phase = phase == Phase.ANSWER ? Phase.NOTHING : phase;
        }
    }

    private static void leaveIfSwitched(ChannelHandlerContext ctx, HttpResponse response) {
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            ctx.pipeline().remove(BYTES);
            ctx.pipeline().remove(ANSWERS);
            ctx.pipeline().remove(REQUESTS);
        }
    }

    private void came(ChannelHandlerContext ctx, int bytes) {
        if (phase == Phase.NOTHING) {
            phase = Phase.HEADERS;
            allow(ctx, bounds.headersWithin(), Cut.HEADERS);
        } else if (unanswered > 1 || phase == Phase.ANSWER) {
            ahead += bytes;
            if (ahead > bounds.maxAhead().toBytes()) {
                cut(ctx, Cut.AHEAD);
            }
        }
    }

    private void allow(ChannelHandlerContext ctx, Duration time, Cut cut) {
        deadline = ctx.executor().schedule(() -> cut(ctx, cut), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void inTime() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void cut(ChannelHandlerContext ctx, Cut cut) {
        meters.cut(cut);
        ctx.channel().close();
    }

    /** Before the codec: what comes, whether or not it is a request yet. */
    private final class Bytes extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            if (msg instanceof ByteBuf bytes) {
                came(ctx, bytes.readableBytes());
            }
            ctx.fireChannelRead(msg);
        }
    }

    /** What is written, and not taken. */
    private final class Answers extends WriteTimeoutHandler {

        Answers() {
            super(bounds.takenWithin().toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        protected void writeTimedOut(ChannelHandlerContext ctx) {
            cut(ctx, Cut.ANSWER);
        }
    }
}
