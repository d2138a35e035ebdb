package io.fluxim.access.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameGuardTest {

    private static final int PIECES = 16;

    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final EmbeddedChannel channel = new EmbeddedChannel(
            new ChannelOutboundHandlerAdapter() {
                @Override
                public void read(ChannelHandlerContext ctx) {
                    reads.incrementAndGet();
                }
            },
            new FrameGuard(
                    new SocketProperties.Frames(Duration.ofSeconds(30), PIECES, 1),
                    heard::incrementAndGet,
                    broken::incrementAndGet));

    @Test
    void givenPing_whenTheClientReads_thenPongWithItsContentAndASignOfLife() {
        channel.writeInbound(new PingWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {7})));
        PongWebSocketFrame pong = channel.readOutbound();
        assertThat(pong.content().readByte()).isEqualTo((byte) 7);
        pong.release();
        assertThat(heard).hasValue(1);
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void givenPing_whenTheClientDoesNotRead_thenNoPongWaitsNothingIsReadForItAndItIsReleased() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        channel.config().setAutoRead(false);
        int before = reads.get();
        ByteBuf content = Unpooled.buffer().writeByte(7);
        channel.writeInbound(new PingWebSocketFrame(content));
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(content.refCnt()).isZero();
        assertThat(reads).hasValue(before);
        assertThat(heard).hasValue(1);
    }

    @Test
    void givenPingsAndPongs_whenBeyondTheirPace_thenBrokenOnceAndWhatFollowsIsDropped() {
        IntStream.range(0, 5).forEach(i -> channel.writeInbound(new PingWebSocketFrame(), new PongWebSocketFrame()));
        assertThat(broken).hasValue(0);
        channel.writeInbound(new PongWebSocketFrame(), new PingWebSocketFrame());
        assertThat(broken).hasValue(1);
        IntStream.range(0, 5).forEach(i -> channel.<WebSocketFrame>readInbound().release());
        ByteBuf late = Unpooled.buffer().writeByte('x');
        channel.writeInbound(new TextWebSocketFrame(late));
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(late.refCnt()).isZero();
    }

    @Test
    void givenPieces_whenMoreThanMayBe_thenBroken() {
        channel.writeInbound(new TextWebSocketFrame(false, 0, "x"));
        IntStream.range(1, PIECES).forEach(i -> channel.writeInbound(piece(false)));
        assertThat(broken).hasValue(0);
        channel.writeInbound(piece(false));
        assertThat(broken).hasValue(1);
    }

    @Test
    void givenPieces_whenTheLastComesInTime_thenCountedAndTimedAnew() {
        for (int message = 0; message < 3; message++) {
            channel.writeInbound(new TextWebSocketFrame(false, 0, "x"));
            IntStream.range(1, PIECES).forEach(i -> channel.writeInbound(piece(false)));
            channel.advanceTimeBy(29, java.util.concurrent.TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
            channel.writeInbound(piece(true));
        }
        assertThat(broken).hasValue(0);
    }

    @Test
    void givenPieces_whenTheLastDoesNotComeInTime_thenBrokenWhateverElseComes() {
        channel.writeInbound(new TextWebSocketFrame(false, 0, "x"));
        channel.advanceTimeBy(29, java.util.concurrent.TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.writeInbound(new PingWebSocketFrame());
        assertThat(broken).hasValue(0);
        channel.advanceTimeBy(1, java.util.concurrent.TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(broken).hasValue(1);
    }

    @Test
    void givenClose_whenAnythingIsOver_thenTheServerStillHearsIt() {
        channel.writeInbound(new CloseWebSocketFrame());
        assertThat(channel.<WebSocketFrame>readInbound()).isInstanceOf(CloseWebSocketFrame.class);
    }

    private static WebSocketFrame piece(boolean last) {
        return new ContinuationWebSocketFrame(last, 0, "");
    }
}
