package io.fluxim.access.gate.auth;

import io.fluxim.protocol.UserId;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The app's administrator: who makes users and tokens.
 *
 * @param secret what {@code /auth/get_admin_token} asks for, at least 16 bytes of UTF-8; no default, since a known secret
 *               lets everybody be anybody
 * @param userId their user id; nobody else can get a token under it
 */
@ConfigurationProperties("im.access.admin")
public record AdminProperties(
        @DefaultValue("") String secret,
        @DefaultValue("imAdmin") String userId) {

    private static final int MIN_SECRET_BYTES = 16;

    public AdminProperties {
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("im.access.admin.secret must be set, at least " + MIN_SECRET_BYTES
                    + " bytes, was " + (bytes == 0 ? "missing" : bytes + " bytes"));
        }
        UserId.at("im.access.admin.user-id", userId);
    }

    public UserId user() {
        return new UserId(userId);
    }

    /** Without the secret: configuration is logged. */
    @Override
    public String toString() {
        return "AdminProperties[userId=" + userId + "]";
    }
}
