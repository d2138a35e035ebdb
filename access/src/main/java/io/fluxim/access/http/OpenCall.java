package io.fluxim.access.http;

/**
 * What a route without a token is called with.
 *
 * @param address where from: what attempts are counted by
 * @param request as in {@link Call}
 */
public record OpenCall<T extends Record>(String address, T request) {}
