package io.fluxim.access.gate.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a client comes from, as far as limits tell clients apart: an IPv4 address, or the first 64 bits of an IPv6 address,
 * since anyone who has one of these has all of them.
 */
public record ClientAddress(String value) {

    /** Of whom nothing is known; limited together. */
    public static final ClientAddress UNKNOWN = new ClientAddress("unknown");

    private static final int NETWORK_BYTES = 8;

    static ClientAddress of(InetAddress address) {
        return new ClientAddress(
                address instanceof Inet6Address
                        ? network(address.getAddress()).getHostAddress() + "/64"
                        : address.getHostAddress());
    }

    private static InetAddress network(byte[] address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(address, NETWORK_BYTES), address.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv6 address has 16 bytes", e);
        }
    }
}
