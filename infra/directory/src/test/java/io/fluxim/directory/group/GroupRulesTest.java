package io.fluxim.directory.group;

import static io.fluxim.directory.Directories.group;
import static io.fluxim.directory.Directories.user;
import static io.fluxim.directory.Directories.users;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ann owns the group, bob and cid are its admins, dan and eve plain members, fay is not in it; app is the app's server. */
class GroupRulesTest {

    private static final Map<String, Role> ROLES =
            Map.of("ann", Role.OWNER, "bob", Role.ADMIN, "cid", Role.ADMIN, "dan", Role.MEMBER, "eve", Role.MEMBER);

    @ParameterizedTest
    @CsvSource({
        "ann, bob, ok, ",
        "ann, dan, ok, ",
        "ann, ann, bad_argument, kickedUserIDs",
        "ann, fay, not_a_member, kickedUserIDs",
        "bob, dan, ok, ",
        "bob, cid, not_permitted, kickedUserIDs",
        "bob, ann, not_permitted, kickedUserIDs",
        "bob, bob, bad_argument, kickedUserIDs",
        "dan, eve, not_permitted, groupID",
        "fay, dan, not_a_member, groupID",
        "app, bob, ok, ",
        "app, ann, not_permitted, kickedUserIDs",
        "app, fay, not_a_member, kickedUserIDs",
    })
    void whoMayKickWhom(String actor, String kicked, String outcome, String field) {
        decided(() -> GroupRules.kick(actor(actor), users(kicked)), 0, outcome, field);
    }

    @ParameterizedTest
    @CsvSource({
        "ann, 0, ok, ",
        "bob, 1, ok, ",
        "dan, 0, ok, ",
        "dan, 2, ok, ",
        "dan, 1, not_permitted, groupID",
        "fay, 0, not_a_member, groupID",
        "app, 1, ok, ",
    })
    void whoMayInviteWhereApprovalIsNeeded(String actor, int needVerification, String outcome, String field) {
        decided(() -> GroupRules.invite(actor(actor), users("gus")), needVerification, outcome, field);
    }

    @ParameterizedTest
    @CsvSource({"dan, ok, ", "bob, ok, ", "ann, not_permitted, userID", "fay, not_a_member, userID"})
    void whoMayQuit(String user, String outcome, String field) {
        decided(() -> GroupRules.quit(user(user)), 0, outcome, field);
    }

    @Test
    void whoIsInItAlreadyIsLeftOutAndNamedOnce() {
        GroupRule rule = GroupRules.invite(actor("ann"), users("dan", "gus", "gus", "hal"));
        assertThat(rule.decide(snapshot(rule, 0, 100)).users()).containsExactlyElementsOf(users("gus", "hal"));
    }

    @Test
    void aFullGroupTakesNobodyAndOneThatIsTooFullAlreadyNeither() {
        GroupRule rule = GroupRules.invite(actor("ann"), users("gus", "hal"));
        for (int max : List.of(6, 5, 2)) {
            assertThatThrownBy(() -> rule.decide(snapshot(rule, 0, max)))
                    .isInstanceOfSatisfying(
                            InvalidInput.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE))
                    .hasMessageContaining("it has room for " + Math.max(0, max - ROLES.size()) + ", not for 2");
        }
        assertThat(rule.decide(snapshot(rule, 0, 7)).users()).hasSize(2);
        GroupRule nothing = GroupRules.invite(actor("ann"), users("dan"));
        assertThat(nothing.decide(snapshot(nothing, 0, 2)).users()).isEmpty();
    }

    private static void decided(
            java.util.function.Supplier<GroupRule> make, int needVerification, String outcome, String field) {
        if (outcome.equals("ok")) {
            GroupRule rule = make.get();
            assertThat(rule.decide(snapshot(rule, needVerification, 100)).users())
                    .hasSize(1);
        } else {
            assertThatThrownBy(() -> {
                        GroupRule rule = make.get();
                        rule.decide(snapshot(rule, needVerification, 100));
                    })
                    .isInstanceOfSatisfying(InvalidInput.class, refused -> {
                        assertThat(refused.code().word()).isEqualTo(outcome);
                        assertThat(refused.field()).isEqualTo(field);
                    });
        }
    }

    private static Actor actor(String name) {
        return new Actor(user(name), name.equals("app"));
    }

    private static GroupSnapshot snapshot(GroupRule rule, int needVerification, int maxMembers) {
        GroupProfile profile = new GroupProfile("", "", "", "", "", needVerification, 0, 0);
        Group group = new Group(group("g"), profile, user("ann"), user("ann"), 0, 0, ROLES.size());
        Map<UserId, Member> members = rule.asks().stream()
                .distinct()
                .flatMap(user -> Stream.ofNullable(ROLES.get(user.value()))
                        .map(role -> new Member(group.id(), user, role, 0, user("ann"))))
                .collect(Collectors.toMap(Member::user, Function.identity()));
        return new GroupSnapshot(group, members, maxMembers);
    }
}
