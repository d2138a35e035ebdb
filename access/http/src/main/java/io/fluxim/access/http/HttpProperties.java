package io.fluxim.access.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of the HTTP API.
 *
 * @param maxBody largest body of a request; what is larger is refused before it is held in memory
 */
@ConfigurationProperties("im.access.http")
public record HttpProperties(@DefaultValue("1MB") DataSize maxBody) {

    public HttpProperties {
        if (maxBody.toBytes() < 1024 || maxBody.toMegabytes() > 16) {
            throw new IllegalArgumentException("im.access.http.max-body must be 1KB to 16MB, was " + maxBody);
        }
    }
}
