package io.fluxim.access.gate.limit;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Addresses that begin alike.
 *
 * @param bits how many bits they share with the base
 */
record AddressRange(InetAddress base, int bits) {

    /** {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or a single address; empty for anything else. */
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> base = AddressText.parse(slash < 0 ? text : text.substring(0, slash));
        return base.flatMap(address -> bits(text, slash, address.getAddress().length * Byte.SIZE)
                .map(bits -> new AddressRange(address, bits)));
    }

    boolean contains(InetAddress address) {
        byte[] these = base.getAddress();
        byte[] those = address.getAddress();
        if (these.length != those.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((these[bit / Byte.SIZE] ^ those[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Integer> bits(String text, int slash, int all) {
        if (slash < 0) {
            return Optional.of(all);
        }
        String written = text.substring(slash + 1);
        return written.matches("[0-9]{1,3}")
                ? Optional.of(Integer.valueOf(written)).filter(bits -> bits <= all)
                : Optional.empty();
    }
}
