package io.fluxim.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    private Path root;

    @Test
    void givenFileInTheDataDirectory_whenLoaded_thenItsKeysAreThere() throws IOException {
        Files.writeString(
                root.resolve("fluxim.yml"),
                "im:\n  kafka:\n    bootstrap-servers: k:9092\n  embedded:\n    redis-port: 7\n");
        try (DataDirectory data = DataDirectory.claim(root)) {
            Settings settings = Settings.load(data);

            assertThat(settings.has("im.kafka.bootstrap-servers")).isTrue();
            assertThat(settings.get("im.kafka.bootstrap-servers", "")).isEqualTo("k:9092");
            assertThat(settings.number("im.embedded.redis-port", 1)).isEqualTo(7);
            assertThat(settings.has("spring.mongodb.uri")).isFalse();
        }
    }
}
