package io.fluxim.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {

    private static final Conversation.System FROM_BILLING =
            new Conversation.System(new UserId("billing"), new UserId("ann"));
    private static final Conversation.Personal OWN = new Conversation.Personal(new UserId("ann"));

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
        assertThat(Conversation.parse("sn:billing:ann")).isEqualTo(FROM_BILLING);
        assertThat(FROM_BILLING.key()).isEqualTo("sn:billing:ann");
        assertThat(Conversation.parse("u:ann")).isEqualTo(OWN);
        assertThat(OWN.key()).isEqualTo("u:ann");
    }

    @Test
    void givenConversationsThatNobodyJoins_whenAskedWhoIsInIt_thenAlwaysTheSame() {
        UserId ann = new UserId("ann");
        UserId bob = new UserId("bob");
        assertThat(Conversation.direct(bob, ann).users()).containsExactly(ann, bob);
        assertThat(Conversation.direct(bob, ann).maySend(new UserId("cat"))).isFalse();
        assertThat(FROM_BILLING.users()).containsExactly(ann);
        assertThat(FROM_BILLING.maySend(ann)).isFalse();
        assertThat(FROM_BILLING.maySend(new UserId("billing"))).isTrue();
        assertThat(OWN.users()).containsExactly(ann);
        assertThat(OWN.maySend(bob)).isTrue();
    }

    @Test
    void givenLines_whenKeyIsReadAgain_thenTheSameLineAndEachItsOwnKey() {
        Set<String> keys = new HashSet<>();
        for (Conversation one : List.of(
                Conversation.direct(new UserId("n"), new UserId("u")),
                Conversation.group(new GroupId("n")),
                new Conversation.System(new UserId("n"), new UserId("n")),
                new Conversation.Personal(new UserId("n")))) {
            for (ConversationLine line : List.of(one.talk(), one.notices())) {
                assertThat(ConversationLine.parse(line.key())).isEqualTo(line);
                assertThat(keys.add(line.key())).isTrue();
            }
            assertThat(one.talk().key()).isEqualTo(one.key());
            assertThat(one.notices().key()).isEqualTo("n:" + one.key());
        }
        assertThatThrownBy(() -> ConversationLine.parse("n:n:g:team")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> ConversationLine.parse("n:")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void givenTheLongestIds_whenTheirLinesAreWritten_thenTheyFitTheColumn() {
        UserId longest = new UserId("a".repeat(64));
        assertThat(new Conversation.System(longest, longest).notices().key()).hasSizeLessThanOrEqualTo(140);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "d:ann",
                "d:bob:ann",
                "d:ann:ann",
                "d:ann:bob:cat",
                "g:",
                "g:a:b",
                "x:ann",
                "d::bob",
                "u:",
                "u",
                "u:a:b",
                "sn:a",
                "sn:a:",
                "sn::a",
                "sn:a:b:c",
                "n:g:team"
            })
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
