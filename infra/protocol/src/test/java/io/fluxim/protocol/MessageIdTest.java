package io.fluxim.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MessageIdTest {

    private final UserId ann = new UserId("ann");
    private final Conversation chat = Conversation.direct(ann, new UserId("bob"));

    @Test
    void givenSameParts_whenDerived_thenSameId() {
        assertThat(MessageId.of(ann, chat, "1")).isEqualTo(MessageId.of(ann, chat, "1"));
    }

    @Test
    void givenPartsThatJoinToTheSameText_whenDerived_thenIdsDiffer() {
        Conversation ab = Conversation.group(new GroupId("ab"));
        Conversation a = Conversation.group(new GroupId("a"));
        assertThat(MessageId.of(ann, ab, "c")).isNotEqualTo(MessageId.of(ann, a, "bc"));
    }

    @Test
    void givenAnyPartChanged_whenDerived_thenIdsDiffer() {
        MessageId id = MessageId.of(ann, chat, "1");
        assertThat(MessageId.of(new UserId("bob"), chat, "1")).isNotEqualTo(id);
        assertThat(MessageId.of(ann, Conversation.direct(ann, new UserId("cat")), "1"))
                .isNotEqualTo(id);
        assertThat(MessageId.of(ann, chat, "2")).isNotEqualTo(id);
        assertThat(MessageId.of(ann, chat.notices(), "1")).isNotEqualTo(id);
    }

    /** Of the first release: a retry of what it accepted must be the same message. */
    @Test
    void givenAMessageOfTalk_whenDerived_thenAsEverBefore() {
        assertThat(MessageId.of(ann, Conversation.group(new GroupId("team")), "1")
                        .hex())
                .isEqualTo("d392f7030af99a0b55c55f2eec447285");
    }

    @Test
    void givenBytes_whenReadBack_thenSameId() {
        MessageId id = MessageId.of(ann, chat, "1");
        assertThat(MessageId.ofBytes(id.bytes())).isEqualTo(id);
    }

    @Test
    void givenUpperCaseOrShortHex_whenMade_thenRefused() {
        assertThatThrownBy(() -> new MessageId("AB".repeat(16))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new MessageId("ab")).isInstanceOf(InvalidInput.class);
    }
}
