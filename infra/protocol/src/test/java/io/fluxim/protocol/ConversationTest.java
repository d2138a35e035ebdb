package io.fluxim.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {

    @Test
    void givenTwoUsersInEitherOrder_whenJoined_thenOneConversation() {
        Conversation one = Conversation.direct(new UserId("bob"), new UserId("ann"));
        assertThat(one).isEqualTo(Conversation.direct(new UserId("ann"), new UserId("bob")));
        assertThat(one.key()).isEqualTo("d:ann:bob");
    }

    @Test
    void givenUsersWhoseBytesAndCharsOrderDiffer_whenJoined_thenBytesDecide() {
        UserId emoji = new UserId("\uD83D\uDE00"); // F0 9F 98 80 in UTF-8, but a lower char than the next one
        UserId privateUse = new UserId("\uE000"); // EE 80 80
        assertThat(Conversation.direct(emoji, privateUse).key()).isEqualTo("d:\uE000:\uD83D\uDE00");
    }

    @Test
    void givenKeys_whenRead_thenTheSameConversations() {
        Conversation chat = Conversation.direct(new UserId("ann"), new UserId("bob"));
        Conversation team = Conversation.group(new GroupId("team"));
        assertThat(Conversation.parse(chat.key())).isEqualTo(chat);
        assertThat(Conversation.parse(team.key())).isEqualTo(team);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "d", "d:ann", "d:bob:ann", "d:ann:ann", "d:ann:bob:cat", "g:", "g:a:b", "x:ann", "d::bob"})
    void givenNoKey_whenRead_thenRefused(String key) {
        assertThatThrownBy(() -> Conversation.parse(key)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "a\tb", "a\u00a0b", "a\u0000", "\uD83D"})
    void givenWhatIsNoId_whenUsedAsUser_thenRefusedUnderTheNameOfItsField(String id) {
        assertThatThrownBy(() -> UserId.at("to.user", id))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("to.user"));
    }

    @Test
    void givenIdsAtTheBound_whenMade_thenSixtyFourBytesFitAndOneMoreDoesNot() {
        assertThat(new UserId("ä".repeat(32)).value()).hasSize(32);
        assertThatThrownBy(() -> new UserId("ä".repeat(32) + "a")).hasMessageContaining("was 65");
    }
}
