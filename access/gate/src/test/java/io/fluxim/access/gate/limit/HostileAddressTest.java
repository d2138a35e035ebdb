package io.fluxim.access.gate.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.testkit.hostile.Fuzz;
import io.fluxim.testkit.hostile.HostileWords;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Entries of {@code X-Forwarded-For} as an attacker writes them: an address that stays the same, or none. No name is looked up. */
class HostileAddressTest {

    private static final int ROUNDS = 20_000;
    private static final long MEMORY = 4 << 20;
    private static final List<String> GOOD =
            List.of("10.0.0.7", "10.0.0.7:4711", "2001:db8::7", "[2001:db8::7]:4711", "::ffff:10.0.0.7");

    @Test
    void givenRandomChanges_whenRead_thenAnAddressOrNone() {
        List<String> pieces = new ArrayList<>(HostileWords.all());
        pieces.addAll(
                List.of(":", "::", "[", "]", "]:", "%eth0", ".", "256", "0x1", "localhost", "-", "/8", ",", "\u0661"));
        int[] addresses = new int[1];
        Fuzz.rounds(ROUNDS, random -> {
            String text = Fuzz.changed(GOOD.get(random.nextInt(GOOD.size())), pieces, random);
            Optional<InetAddress> address = Fuzz.within(MEMORY, () -> AddressText.parse(text));
            address.ifPresent(read -> {
                addresses[0]++;
                assertThat(AddressText.parse(read.getHostAddress())).contains(read);
            });
        });
        assertThat(addresses[0]).as("some are read").isGreaterThan(ROUNDS / 100);
    }
}
