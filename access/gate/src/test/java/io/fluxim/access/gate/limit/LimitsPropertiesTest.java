package io.fluxim.access.gate.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsPropertiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user.sends-per-second=-1         | user.sends-per-second must be >= 0 (0 is no limit), was -1",
                "user.send-burst=199              | user.send-burst must be >= user.sends-per-second (200), was 199",
                "user.call-burst=49               | user.call-burst must be >= user.calls-per-second (50), was 49",
                "user.connections=-1              | user.connections must be >= 0 (0 is no limit), was -1",
                "admin.call-burst=1               | admin.call-burst must be >= admin.calls-per-second (2000), was 1",
                "address.handshakes-per-second=-2 | address.handshakes-per-second must be >= 0 (0 is no limit), was -2",
                "address.login-burst=0            | address.login-burst must be >= address.logins-per-second (500), was 0",
                "address.bad-tokens-per-minute=-1 | address.bad-tokens-per-minute must be >= 0 (0 is no limit), was -1",
                "address.bad-secrets-per-minute=-1| address.bad-secrets-per-minute must be >= 0 (0 is no limit), was -1",
                "address.connections=-1           | address.connections must be >= 0 (0 is no limit), was -1",
                "node.connections=0               | node.connections must be >= 1, was 0",
                "remembered=999                   | remembered must be 1000 to 10000000, was 999",
                "trusted-proxies=10.0.0.0/8,x | trusted-proxies[1] must be an address or a range such as 10.0.0.0/8, was x",
                "trusted-proxies=10.0.0.0/33 | trusted-proxies[0] must be an address or a range such as 10.0.0.0/8, was 10.0.0.0/33",
                "trusted-proxies=::/129      | trusted-proxies[0] must be an address or a range such as 10.0.0.0/8, was ::/129",
            })
    void givenImpossibleValue_whenBound_thenKeyBoundAndValue(String key, String message) {
        assertThatThrownBy(() -> TestLimits.properties(key.trim()))
                .rootCause()
                .hasMessage("im.access.limits." + message);
    }

    @Test
    void givenNothing_whenBound_thenTheDefaultsHold() {
        LimitsProperties limits = TestLimits.properties();
        assertThat(limits.user().sends()).isEqualTo(Rate.perSecond(200, 400));
        assertThat(limits.address().badSecrets()).isEqualTo(Rate.perMinute(10));
        assertThat(limits.node().connections()).isEqualTo(100_000);
        assertThat(limits.trustedProxies()).isEmpty();
    }
}
