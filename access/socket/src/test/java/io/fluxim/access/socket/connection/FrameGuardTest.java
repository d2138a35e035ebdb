package io.fluxim.access.socket.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.gate.port.PortProperties;
import io.fluxim.access.socket.outbound.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameGuardTest {

    private static final int PIECES = 16;
    private static final int BYTES = 1000;

    private final AtomicInteger heard = new AtomicInteger();
    private final List<CloseCode> broken = new ArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final EmbeddedChannel channel = new EmbeddedChannel(
            new ChannelOutboundHandlerAdapter() {
                @Override
                public void read(ChannelHandlerContext ctx) {
                    reads.incrementAndGet();
                }
            },
            new FrameGuard(
                    new PortProperties.Frames(Duration.ofSeconds(30), PIECES, 1),
                    BYTES,
                    heard::incrementAndGet,
                    broken::add));

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
        assertThat(broken).isEmpty();
        channel.writeInbound(new PongWebSocketFrame(), new PingWebSocketFrame());
        assertThat(broken).containsExactly(CloseCode.POLICY);
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
        assertThat(broken).isEmpty();
        channel.writeInbound(piece(false));
        assertThat(broken).containsExactly(CloseCode.POLICY);
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
        assertThat(broken).isEmpty();
    }

    @Test
    void givenPieces_whenTheLastDoesNotComeInTime_thenBrokenWhateverElseComes() {
        channel.writeInbound(new TextWebSocketFrame(false, 0, "x"));
        channel.advanceTimeBy(29, java.util.concurrent.TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.writeInbound(new PingWebSocketFrame());
        assertThat(broken).isEmpty();
        channel.advanceTimeBy(1, java.util.concurrent.TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(broken).containsExactly(CloseCode.POLICY);
    }

    @Test
    void givenPieces_whenLargerTogetherThanMayBe_thenBrokenAndDroppedBeforeTheyAreGathered() {
        for (int message = 0; message < 2; message++) {
            channel.writeInbound(new TextWebSocketFrame(false, 0, "x".repeat(BYTES - 1)), last("x"));
            assertThat(broken).isEmpty();
        }
        IntStream.range(0, 4).forEach(i -> channel.<WebSocketFrame>readInbound().release());
        channel.writeInbound(new TextWebSocketFrame(false, 0, "x".repeat(BYTES)));
        channel.<WebSocketFrame>readInbound().release();
        WebSocketFrame beyond = last("x");
        channel.writeInbound(beyond);
        assertThat(broken).containsExactly(CloseCode.FRAME_TOO_LARGE);
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(beyond.refCnt()).isZero();
    }

    @Test
    void givenPieces_whenTheClientGoesInTheMiddle_thenGivenUpInSilence() {
        channel.pipeline().addLast(new WebSocketFrameAggregator(BYTES));
        ByteBuf begun = Unpooled.buffer().writeByte('x');
        channel.writeInbound(new TextWebSocketFrame(false, 0, begun));
        channel.close();
        channel.checkException();
        assertThat(begun.refCnt()).isZero();
        assertThat(broken).isEmpty();
    }

    @Test
    void givenReservedBits_whenInAnyFrame_thenBrokenAndDropped() {
        List<WebSocketFrame> frames = List.of(
                new TextWebSocketFrame(true, 4, "x"),
                new BinaryWebSocketFrame(true, 2, Unpooled.buffer().writeByte(1)),
                new ContinuationWebSocketFrame(true, 1, "x"),
                new PingWebSocketFrame(true, 4, Unpooled.EMPTY_BUFFER),
                new PongWebSocketFrame(true, 4, Unpooled.EMPTY_BUFFER),
                new CloseWebSocketFrame(true, 4));
        for (WebSocketFrame frame : frames) {
            List<CloseCode> why = new ArrayList<>();
            EmbeddedChannel one = new EmbeddedChannel(new FrameGuard(
                    new PortProperties.Frames(Duration.ofSeconds(30), PIECES, 1), BYTES, () -> {}, why::add));
            one.writeInbound(frame);
            assertThat(why).as(frame.toString()).containsExactly(CloseCode.PROTOCOL);
            assertThat(one.<Object>readInbound()).as(frame.toString()).isNull();
            assertThat(one.<Object>readOutbound()).as(frame.toString()).isNull();
        }
    }

    @Test
    void givenClose_whenAnythingIsOver_thenTheServerStillHearsIt() {
        channel.writeInbound(new CloseWebSocketFrame());
        assertThat(channel.<WebSocketFrame>readInbound()).isInstanceOf(CloseWebSocketFrame.class);
    }

    private static WebSocketFrame last(String text) {
        return new ContinuationWebSocketFrame(true, 0, text);
    }

    private static WebSocketFrame piece(boolean last) {
        return new ContinuationWebSocketFrame(last, 0, "");
    }
}
