package io.fluxim.bench.platform;

import java.util.Map;

/** One machine is all the clients, so what is limited by address, or by user, is not. */
final class Limits {

    /** As configuration. */
    static final Map<String, String> NONE = Map.of(
            "im.access.limits.address.handshakes-per-second", "0",
            "im.access.limits.address.logins-per-second", "0",
            "im.access.limits.address.connections", "0",
            "im.access.limits.admin.calls-per-second", "0",
            "im.access.limits.user.calls-per-second", "0",
            "im.access.limits.user.sends-per-second", "0",
            "im.access.limits.user.deliveries-per-second", "0",
            "im.access.limits.user.member-changes-per-second", "0");

    private Limits() {}
}
