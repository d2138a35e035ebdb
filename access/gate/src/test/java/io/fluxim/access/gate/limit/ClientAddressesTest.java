package io.fluxim.access.gate.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressesTest {

    private static final String PROXIES = "trusted-proxies=10.0.0.0/8,192.168.1.7,fd00::/8";

    @ParameterizedTest(name = "from {0}, forwarded for [{1}]")
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 198.51.100.1                           | 203.0.113.9", // no proxy of ours
                "10.1.2.3    | 198.51.100.1                           | 198.51.100.1",
                "10.1.2.3    | 1.1.1.1, 198.51.100.1                  | 198.51.100.1", // the client wrote the first one
                "10.1.2.3    | 1.1.1.1, 198.51.100.1, 192.168.1.7     | 198.51.100.1",
                "10.1.2.3    | 198.51.100.1, 192.168.1.8              | 192.168.1.8",
                "10.1.2.3    | 10.9.9.9                               | 10.9.9.9", // one of ours called
                "10.1.2.3    | 198.51.100.1:4711                      | 198.51.100.1",
                "10.1.2.3    | [2001:db8:1:2:3:4:5:6]:4711            | 2001:db8:1:2:0:0:0:0/64",
                "fd00::1     | 2001:db8:1:2::1                        | 2001:db8:1:2:0:0:0:0/64",
                "10.1.2.3    | ::ffff:198.51.100.1                    | 198.51.100.1",
                "10.1.2.3    | unknown                                | 10.1.2.3",
                "10.1.2.3    | 198.51.100.1, 999.1.1.1                | 10.1.2.3",
                "10.1.2.3    | 198.51.100.1, evil.example, 10.0.0.2   | 10.0.0.2",
                "10.1.2.3    | ''                                     | 10.1.2.3",
                "10.1.2.3    | ','                                    | 10.1.2.3",
                "11.1.2.3    | 198.51.100.1                           | 11.1.2.3", // just outside the range
            })
    void givenPeerAndHeader_whenRead_thenTheClientIs(String peer, String forwarded, String client) throws Exception {
        assertThat(addresses(PROXIES).of(request(peer, forwarded))).isEqualTo(new ClientAddress(client));
    }

    @Test
    void givenSeveralHeaders_whenRead_thenTheyAreOneList() throws Exception {
        assertThat(addresses(PROXIES).of(request("10.1.2.3", "198.51.100.1", "198.51.100.2, 10.0.0.9")))
                .isEqualTo(new ClientAddress("198.51.100.2"));
    }

    @Test
    void givenNoTrustedProxy_whenForwarded_thenThePeerIsTheClient() throws Exception {
        assertThat(addresses().of(request("127.0.0.1", "198.51.100.1"))).isEqualTo(new ClientAddress("127.0.0.1"));
    }

    @Test
    void givenAddressesOfOneIpv6Network_whenRead_thenTheyAreOneClientAndItsNeighbourIsAnother() throws Exception {
        ClientAddress first = addresses().of(request("2001:db8:1:2::1"));
        assertThat(addresses().of(request("2001:db8:1:2:ffff:ffff:ffff:ffff"))).isEqualTo(first);
        assertThat(addresses().of(request("2001:db8:1:3::1"))).isNotEqualTo(first);
    }

    @Test
    void givenNoPeer_whenRead_thenUnknown() {
        assertThat(addresses().of(MockServerHttpRequest.get("/ws").build())).isEqualTo(ClientAddress.UNKNOWN);
    }

    private static ClientAddresses addresses(String... keys) {
        return new ClientAddresses(TestLimits.properties(keys));
    }

    private static MockServerHttpRequest request(String peer, String... forwarded) throws UnknownHostException {
        return MockServerHttpRequest.get("/ws")
                .remoteAddress(new InetSocketAddress(InetAddress.getByName(peer), 4711))
                .header("X-Forwarded-For", forwarded)
                .build();
    }
}
