package io.fluxim.access.gate.limit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Whom a request comes from: the peer, unless it is a trusted proxy. Then it is the last entry of {@code X-Forwarded-For}
 * that is none: what stands before it was written by the client, and proves nothing.
 */
public final class ClientAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(ClientAddresses.class);
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<AddressRange> trusted;
    /** Set by the first request that an unknown proxy seems to have passed on: the operator is told once. */
    private final AtomicBoolean told = new AtomicBoolean();

    public ClientAddresses(LimitsProperties limits) {
        this.trusted = limits.trustedRanges();
    }

    public ClientAddress of(ServerHttpRequest request) {
        return Optional.ofNullable(request.getRemoteAddress())
                .map(InetSocketAddress::getAddress)
                .map(peer -> ClientAddress.of(origin(peer, request)))
                .orElse(ClientAddress.UNKNOWN);
    }

    private InetAddress origin(InetAddress peer, ServerHttpRequest request) {
        List<String> headers = request.getHeaders().getOrEmpty(FORWARDED_FOR);
        if (headers.isEmpty()) {
            return peer;
        }
        if (!trusted(peer)) {
            tellOnce(peer);
            return peer;
        }
        return lastUntrusted(peer, headers);
    }

    /** An entry that is no address ends the search: the proxy that passed it on is as far as one can see. */
    private InetAddress lastUntrusted(InetAddress peer, List<String> headers) {
        InetAddress seen = peer;
        for (String entry : fromTheRight(headers)) {
            Optional<InetAddress> before = AddressText.parse(entry);
            if (before.isEmpty()) {
                return seen;
            }
            seen = before.get();
            if (!trusted(seen)) {
                return seen;
            }
        }
        return seen;
    }

    private static List<String> fromTheRight(List<String> headers) {
        List<String> entries = new ArrayList<>(List.of(String.join(",", headers).split(",", -1)));
        Collections.reverse(entries);
        return entries;
    }

    private boolean trusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private void tellOnce(InetAddress peer) {
        if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "forwarded_by_untrusted peer={}: limits by address count the peer; if it is your proxy, name it in"
                            + " im.access.limits.trusted-proxies",
                    peer.getHostAddress());
        }
    }
}
