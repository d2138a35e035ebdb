package io.fluxim.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path dir;

    @Test
    void givenNoSecret_whenAskedTwice_thenTheSameOfThirtyTwoBytes() {
        String secret = new Secrets(dir.resolve("secrets")).get("jwt-key");
        assertThat(secret).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThat(new Secrets(dir.resolve("secrets")).get("jwt-key")).isEqualTo(secret);
        assertThat(new Secrets(dir.resolve("secrets")).get("admin-secret")).isNotEqualTo(secret);
    }

    @Test
    void givenSecretMade_whenLookedAt_thenOnlyItsOwnerMayReadIt() throws IOException {
        new Secrets(dir.resolve("secrets")).get("jwt-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("secrets/jwt-key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("secrets"))))
                .isEqualTo("rwx------");
    }

    @Test
    void givenFileOfTheOperator_whenAsked_thenItIsTaken() throws IOException {
        Files.writeString(dir.resolve("jwt-key"), "of the operator\n");
        assertThat(new Secrets(dir).get("jwt-key")).isEqualTo("of the operator");
    }

    @Test
    void givenEmptyFile_whenAsked_thenRefused() throws IOException {
        Files.writeString(dir.resolve("jwt-key"), "\n");
        assertThatThrownBy(() -> new Secrets(dir).get("jwt-key"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("jwt-key");
    }

    @Test
    void givenNameWithAPath_whenAsked_thenRefused() {
        assertThatThrownBy(() -> new Secrets(dir).get("../key")).isInstanceOf(IllegalArgumentException.class);
    }
}
