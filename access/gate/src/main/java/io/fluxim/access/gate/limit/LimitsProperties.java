package io.fluxim.access.gate.limit;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much clients may ask for at this node. A rate of 0 is no limit, so is a count of 0 but the node's.
 *
 * @param user           what one user may
 * @param admin          what the app's administrator may
 * @param address        what one address may
 * @param node           what this node takes
 * @param trustedProxies addresses or ranges ({@code 10.0.0.0/8}) of proxies whose {@code X-Forwarded-For} is believed
 * @param remembered     most users and most addresses that each limit remembers, 1,000 to 10 million; each takes about 300
 *                       bytes
 */
@ConfigurationProperties("im.access.limits")
public record LimitsProperties(
        @DefaultValue OfUser user,
        @DefaultValue OfAdmin admin,
        @DefaultValue OfAddress address,
        @DefaultValue OfNode node,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("100000") int remembered) {

    private static final String PREFIX = "im.access.limits.";

    public LimitsProperties {
        trustedProxies = List.copyOf(trustedProxies);
        ranges(trustedProxies);
        check(remembered >= 1000 && remembered <= 10_000_000, "remembered must be 1000 to 10000000, was " + remembered);
    }

    /**
     * One user, over all their devices.
     *
     * @param sendsPerSecond messages over the socket in the long run, 0 or more
     * @param sendBurst      messages at once; at least sendsPerSecond
     * @param deliveriesPerSecond receivers of their messages in the long run, 0 or more: a message to a group costs its members
     * @param deliveryBurst       receivers at once, at least deliveriesPerSecond; a larger group costs all of it
     * @param memberChangesPerSecond users whom they bring into groups or remove in the long run, 0 or more
     * @param memberChangeBurst      such users at once; at least memberChangesPerSecond
     * @param callsPerSecond HTTP calls in the long run, 0 or more
     * @param callBurst      HTTP calls at once; at least callsPerSecond
     * @param connections    sockets at the same time, 0 or more
     */
    public record OfUser(
            @DefaultValue("200") int sendsPerSecond,
            @DefaultValue("400") int sendBurst,
            @DefaultValue("20000") int deliveriesPerSecond,
            @DefaultValue("200000") int deliveryBurst,
            @DefaultValue("200") int memberChangesPerSecond,
            @DefaultValue("10000") int memberChangeBurst,
            @DefaultValue("50") int callsPerSecond,
            @DefaultValue("200") int callBurst,
            @DefaultValue("50") int connections) {

        public OfUser {
            rate("user.sends-per-second", sendsPerSecond, "user.send-burst", sendBurst);
            rate("user.deliveries-per-second", deliveriesPerSecond, "user.delivery-burst", deliveryBurst);
            rate(
                    "user.member-changes-per-second",
                    memberChangesPerSecond,
                    "user.member-change-burst",
                    memberChangeBurst);
            rate("user.calls-per-second", callsPerSecond, "user.call-burst", callBurst);
            notNegative("user.connections", connections);
        }

        Rate sends() {
            return Rate.perSecond(sendsPerSecond, sendBurst);
        }

        Rate deliveries() {
            return Rate.perSecond(deliveriesPerSecond, deliveryBurst);
        }

        Rate memberChanges() {
            return Rate.perSecond(memberChangesPerSecond, memberChangeBurst);
        }

        Rate calls() {
            return Rate.perSecond(callsPerSecond, callBurst);
        }
    }

    /**
     * The app's administrator, over all their servers.
     *
     * @param callsPerSecond HTTP calls in the long run, 0 or more
     * @param callBurst      HTTP calls at once; at least callsPerSecond
     */
    public record OfAdmin(
            @DefaultValue("2000") int callsPerSecond,
            @DefaultValue("10000") int callBurst) {

        public OfAdmin {
            rate("admin.calls-per-second", callsPerSecond, "admin.call-burst", callBurst);
        }

        Rate calls() {
            return Rate.perSecond(callsPerSecond, callBurst);
        }
    }

    /**
     * One address: an office, a network of phones, or the app's server.
     *
     * @param handshakesPerSecond attempts to connect in the long run, 0 or more
     * @param handshakeBurst      attempts to connect at once; at least handshakesPerSecond
     * @param loginsPerSecond     calls that make or examine a token in the long run, 0 or more
     * @param loginBurst          such calls at once; at least loginsPerSecond
     * @param badTokensPerMinute  tokens that prove nothing, 0 or more; beyond it good ones are refused, too
     * @param badSecretsPerMinute wrong guesses of the administrator's secret, 0 or more; beyond it the right one is refused, too
     * @param connections         sockets at the same time, 0 or more
     */
    public record OfAddress(
            @DefaultValue("200") int handshakesPerSecond,
            @DefaultValue("2000") int handshakeBurst,
            @DefaultValue("500") int loginsPerSecond,
            @DefaultValue("2000") int loginBurst,
            @DefaultValue("600") int badTokensPerMinute,
            @DefaultValue("10") int badSecretsPerMinute,
            @DefaultValue("10000") int connections) {

        public OfAddress {
            rate("address.handshakes-per-second", handshakesPerSecond, "address.handshake-burst", handshakeBurst);
            rate("address.logins-per-second", loginsPerSecond, "address.login-burst", loginBurst);
            notNegative("address.bad-tokens-per-minute", badTokensPerMinute);
            notNegative("address.bad-secrets-per-minute", badSecretsPerMinute);
            notNegative("address.connections", connections);
        }

        Rate handshakes() {
            return Rate.perSecond(handshakesPerSecond, handshakeBurst);
        }

        Rate logins() {
            return Rate.perSecond(loginsPerSecond, loginBurst);
        }

        Rate badTokens() {
            return Rate.perMinute(badTokensPerMinute);
        }

        Rate badSecrets() {
            return Rate.perMinute(badSecretsPerMinute);
        }
    }

    /**
     * This node.
     *
     * @param connections sockets at the same time, those that still shake hands among them; at least 1
     */
    public record OfNode(@DefaultValue("100000") int connections) {

        public OfNode {
            check(connections >= 1, "node.connections must be >= 1, was " + connections);
        }
    }

    List<AddressRange> trustedRanges() {
        return ranges(trustedProxies);
    }

    private static List<AddressRange> ranges(List<String> written) {
        List<AddressRange> ranges = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String key = PREFIX + "trusted-proxies[" + i + "]";
            String text = written.get(i);
            ranges.add(AddressRange.parse(text)
                    .orElseThrow(() -> new IllegalArgumentException(
                            key + " must be an address or a range such as 10.0.0.0/8, was " + text)));
        }
        return ranges;
    }

    private static void rate(String rateKey, int rate, String burstKey, int burst) {
        notNegative(rateKey, rate);
        check(burst >= rate, burstKey + " must be >= " + rateKey + " (" + rate + "), was " + burst);
    }

    private static void notNegative(String key, int value) {
        check(value >= 0, key + " must be >= 0 (0 is no limit), was " + value);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + message);
        }
    }
}
