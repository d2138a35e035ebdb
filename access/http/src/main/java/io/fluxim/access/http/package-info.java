/** The conventions of the HTTP API, which are OpenIM's: envelope, operation id, token, errors, CORS, OpenAPI. */
@NullMarked
package io.fluxim.access.http;

import org.jspecify.annotations.NullMarked;
