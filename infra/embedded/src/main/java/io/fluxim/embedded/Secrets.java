package io.fluxim.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Passwords and keys that nobody chose: made when they are first asked for, the same ever after.
 *
 * <p>Each is a file of its name, readable by its owner only, that holds 32 random bytes as base64url. A file that the
 * operator puts there is read as it is. One process at a time makes secrets in a directory.
 */
public final class Secrets {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path dir;

    public Secrets(Path dir) {
        this.dir = dir.toAbsolutePath();
    }

    /**
     * The secret of this name.
     *
     * @param name small letters, digits and hyphens, such as {@code redis-password}
     */
    public synchronized String get(String name) {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("a secret's name has small letters, digits and hyphens, was " + name);
        }
        Path file = dir.resolve(name);
        try {
            if (!Files.exists(file)) {
                OwnerFile.createDirectories(dir);
                OwnerFile.write(file, fresh() + "\n");
            }
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new CannotStart("the secret in " + file + " is empty; delete the file to have a new one made");
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("the secret in " + file + " cannot be read or made", e);
        }
    }

    private static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
