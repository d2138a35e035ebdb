package io.fluxim.access.gate.limit;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses as proxies and operators write them. Names are not looked up. */
final class AddressText {

    private AddressText() {}

    /** {@code 10.0.0.7}, {@code 10.0.0.7:4711}, {@code 2001:db8::7} or {@code [2001:db8::7]:4711}; empty for anything else. */
    static Optional<InetAddress> parse(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(withoutPort(text.trim()));
        return Optional.ofNullable(bytes).map(AddressText::address);
    }

    private static String withoutPort(String text) {
        int bracket = text.indexOf(']');
        if (text.startsWith("[") && bracket > 0) {
            return text.substring(1, bracket);
        }
        int colon = text.indexOf(':');
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }

    /** An IPv4 address that is written as an IPv6 one becomes what it is. */
    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }
}
