package io.fluxim.inbox.heads;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.testkit.hostile.Fuzz;
import io.fluxim.testkit.hostile.HostileWords;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A head in Redis that is none is as good as absent. */
class HostileHeadTest {

    private static final int ROUNDS = 20_000;
    /** Bytes: a head of at most 19 digits takes some hundred. */
    private static final long MEMORY = 4 << 20;

    @Test
    void givenAnyText_whenReadAsHead_thenANumberFromZeroOrAbsent() {
        List<String> pieces = new ArrayList<>(HostileWords.all());
        pieces.addAll(List.of("-", "+", "0", "00", "1e3", "0x1", ".", "99999999999999999999", "\u0661", "\uff11"));
        Fuzz.rounds(ROUNDS, random -> {
            String text = Fuzz.changed(Long.toString(random.nextLong()), pieces, random);
            OptionalLong head = Fuzz.within(MEMORY, () -> RedisVisibleHeads.head(text));
            head.ifPresent(number -> assertThat(number).isNotNegative().isEqualTo(Long.parseLong(text)));
        });
        assertThat(RedisVisibleHeads.head(null)).isEmpty();
        assertThat(RedisVisibleHeads.head("")).isEmpty();
        assertThat(RedisVisibleHeads.head("9223372036854775807")).hasValue(Long.MAX_VALUE);
        assertThat(RedisVisibleHeads.head("9223372036854775808")).isEmpty();
    }
}
