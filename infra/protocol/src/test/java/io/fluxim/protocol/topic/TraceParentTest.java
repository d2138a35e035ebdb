package io.fluxim.protocol.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.protocol.MessageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final MessageId ID = new MessageId("0af7651916cd43dd8448eb211c80319c");

    /** The example of the W3C's recommendation. */
    @Test
    void givenOne_whenWritten_thenItIsAsTheStandardHasItAndReadAgain() {
        TraceParent parent = new TraceParent(ID, 0xb7ad6b7169203331L);
        assertThat(parent.text()).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(TraceParent.parse(parent.text())).contains(parent);
    }

    @Test
    void givenOtherFlagsBesideSampled_whenRead_thenItIsTraced() {
        assertThat(TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-00000000000000ff-03"))
                .contains(new TraceParent(ID, 255));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", // nobody samples
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
            })
    void givenNone_whenRead_thenIgnored(String text) {
        assertThat(TraceParent.parse(text)).isEmpty();
    }

    @Test
    void givenNoSpan_whenMade_thenRefused() {
        assertThatThrownBy(() -> new TraceParent(ID, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
