package io.fluxim.inbox.timeline;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Seq;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** {@code first-message.json} was written by commit bc11d19, the last one that stored an envelope field by field. */
class MongoFirstMessagesTest {

    private static final Message MESSAGE = new Message(
            new Envelope(
                    MessageId.of(ALICE, GROUP, "1"),
                    "1",
                    ALICE,
                    GROUP,
                    new Content(MessageType.GROUP_CREATED, "{\"a\":\"\ud83d\ude00\"}"),
                    new Extras(
                            5,
                            "phone",
                            Map.of("history", true, "a.b", false),
                            List.of("bob"),
                            "ex",
                            new Extras.OfflinePush("title", "desc", "ex", "sound", true)),
                    new MembershipChange(List.of(ALICE), List.of(BOB))),
            new Seq(7),
            1_700_000_000_000L);

    @Test
    void givenADocumentOfTheFirstRelease_whenRead_thenItIsTheSameMessage() throws IOException {
        Document first = Document.parse(resource("first-message.json"));

        assertThat(MongoMessageCodec.stored(first)).isEqualTo(new Timeline.Stored(MESSAGE, new Origin(1, 2, 3)));
        assertThat(MongoMessageCodec.known(first).contentHash())
                .isEqualTo(MESSAGE.envelope().content().hash());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(MongoFirstMessagesTest.class.getResourceAsStream("/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
