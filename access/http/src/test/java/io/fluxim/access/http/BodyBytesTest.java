package io.fluxim.access.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

class BodyBytesTest {

    private final NettyDataBufferFactory buffers = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);
    private final BodyBytes body = new BodyBytes(4);

    @Test
    void givenPieces_whenAdded_thenCopiedInOrderAndReleasedAtOnce() {
        DataBuffer first = piece("ab");
        body.add(first);
        body.add(piece(""));
        body.add(piece("cd"));
        assertThat(new String(body.all(), StandardCharsets.UTF_8)).isEqualTo("abcd");
        assertThat(references(first)).isZero();
    }

    @Test
    void givenMoreThanTheBound_whenAdded_thenRefusedByNameAndReleased() {
        body.add(piece("abc"));
        DataBuffer late = piece("de");
        assertThatThrownBy(() -> body.add(late))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE))
                .hasMessage("must be at most 4 bytes");
        assertThat(references(late)).isZero();
    }

    private DataBuffer piece(String text) {
        return buffers.wrap(buffers.getByteBufAllocator().buffer().writeBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static int references(DataBuffer buffer) {
        ByteBuf bytes = NettyDataBufferFactory.toByteBuf(buffer);
        return bytes.refCnt();
    }
}
