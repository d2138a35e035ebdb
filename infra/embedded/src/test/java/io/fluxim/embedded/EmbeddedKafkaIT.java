package io.fluxim.embedded;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Kafka would end the process: a test that is ended with it has failed, too. */
class EmbeddedKafkaIT {

    @TempDir
    Path dir;

    @Test
    void givenMetadataThatCannotBeRead_whenStarted_thenRefusedAndStartsOnceMended() throws IOException {
        EmbeddedKafka kafka = new EmbeddedKafka(dir, 0);
        kafka.start();
        kafka.close();
        Path metadata = dir.resolve("__cluster_metadata-0");
        Path aside = dir.resolveSibling(dir.getFileName() + "-aside");
        Files.move(metadata, aside);
        Files.writeString(metadata, "no directory");

        assertThatThrownBy(kafka::start).isInstanceOf(CannotStart.class).hasMessageStartingWith("kafka: ");

        Files.delete(metadata);
        Files.move(aside, metadata);
        assertThatCode(kafka::start).doesNotThrowAnyException();
        kafka.close();
    }
}
