package io.fluxim.access.http;

import io.fluxim.access.gate.limit.ClientAddress;

/**
 * What a route without a token is called with.
 *
 * @param address where from: what attempts are counted by
 * @param request as in {@link Call}
 */
public record OpenCall<T extends Record>(ClientAddress address, T request) {}
