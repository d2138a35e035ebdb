package io.fluxim.lab.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.client.InboxEntry;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

class NotesTest {

    private static final long ACCEPTED = 2_000;
    private static final Conversation CLUB = Conversation.group(new GroupId("club"));
    private static final MessageId ID = MessageId.of(new UserId("ann"), CLUB, "c1");
    private static final String WORDS = hash("hello");

    private final Notes notes = new Notes();

    @Test
    void givenMessage_whenAskedForAttempts_thenThoseBeforeItDoNotStand() {
        notes.pushed(List.of(entry("hello", ACCEPTED)));

        assertThat(notes.says(ID, WORDS, ACCEPTED)).as("the attempt itself").isTrue();
        assertThat(notes.says(ID, WORDS, ACCEPTED + 1)).as("a repeat").isTrue();
        assertThat(notes.says(ID, WORDS, ACCEPTED - 1))
                .as("one that was rejected before")
                .isFalse();
        assertThat(notes.says(ID, hash("other"), ACCEPTED + 1))
                .as("other words")
                .isFalse();
    }

    @Test
    void givenRepeatAtTheDevice_whenAsked_thenTheFirstCounts() {
        notes.pushed(List.of(entry("hello", ACCEPTED)));
        notes.read(0, List.of(entry("altered", ACCEPTED + 5)));

        assertThat(notes.has(ID)).isTrue();
        assertThat(notes.says(ID, WORDS, ACCEPTED)).isTrue();
    }

    @Test
    void givenNothing_whenAsked_thenNothingStands() {
        assertThat(notes.has(ID)).isFalse();
        assertThat(notes.says(ID, WORDS, ACCEPTED)).isFalse();
    }

    private static String hash(String words) {
        return new Content(MessageType.TEXT, StringNode.valueOf(words).toString()).hash();
    }

    private static InboxEntry entry(String words, long at) {
        return new InboxEntry(1, CLUB.key(), 1, ID.toString(), "ann", "text", StringNode.valueOf(words), at);
    }
}
