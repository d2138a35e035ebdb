package io.fluxim.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who may make users and tokens. */
public record Administrator(String user, String secret) {

    /** The administrator's id where the operator names no other ({@code im.access.admin.user-id}). */
    private static final String USER = "imAdmin";

    /** By the environment, as the server reads it; else the secret that the first start made in the data directory. */
    public static Administrator of(Path data) {
        String user = System.getenv().getOrDefault("IM_ACCESS_ADMIN_USERID", USER);
        String configured = System.getenv().getOrDefault("IM_ACCESS_ADMIN_SECRET", "");
        return new Administrator(user, configured.isEmpty() ? kept(data.resolve("secrets/admin-secret")) : configured);
    }

    private static String kept(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Failed(
                    "no administrator's secret in " + file
                            + "; is this the data directory of a Fluxim that was started? "
                            + "(--data DIR, or IM_ACCESS_ADMIN_SECRET)",
                    e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Administrator[user=" + user + "]";
    }
}
