package io.fluxim.access.http;

import io.fluxim.access.logic.Caller;

/**
 * What a route that needs a token is called with: the operation id was there, the token holds, the body was read.
 *
 * @param request a record; its components are the fields, {@link java.util.Optional} those that may be missing
 */
public record Call<T extends Record>(Caller caller, T request) {}
