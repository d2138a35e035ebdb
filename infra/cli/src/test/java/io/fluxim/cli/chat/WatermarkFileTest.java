package io.fluxim.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.client.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatermarkFileTest {

    @TempDir
    private Path directory;

    @Test
    void givenSaved_whenLoadedByAnother_thenTheSame() {
        new WatermarkFile(directory, "a/../b", "phone").save(new Client.Position("e1", 42));

        assertThat(new WatermarkFile(directory, "a/../b", "phone").load()).isEqualTo(new Client.Position("e1", 42));
    }

    @Test
    void givenAnotherDevice_whenLoaded_thenNothingSeen() {
        new WatermarkFile(directory, "alice", "phone").save(new Client.Position("e1", 42));

        assertThat(new WatermarkFile(directory, "alice", "web").load()).isEqualTo(Client.Position.START);
    }

    @Test
    void givenSpoiltFile_whenLoaded_thenNothingSeen() throws IOException {
        Files.writeString(directory.resolve("alice@web"), "\n");

        assertThat(new WatermarkFile(directory, "alice", "web").load()).isEqualTo(Client.Position.START);
    }
}
