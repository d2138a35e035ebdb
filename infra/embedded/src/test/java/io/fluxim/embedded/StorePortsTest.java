package io.fluxim.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StorePortsTest {

    @Test
    void givenPortOutOfRange_whenMade_thenKeyBoundAndValueAreNamed() {
        assertThatThrownBy(() -> new StorePorts(19092, 70_000, 13306, 17017))
                .hasMessage("im.embedded.redis-port must be 0 (any) or 1 to 65534, was 70000");
    }
}
