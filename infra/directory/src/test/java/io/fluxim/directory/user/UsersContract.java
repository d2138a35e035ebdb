package io.fluxim.directory.user;

import static io.fluxim.directory.Directories.answer;
import static io.fluxim.directory.Directories.done;
import static io.fluxim.directory.Directories.refused;
import static io.fluxim.directory.Directories.user;
import static io.fluxim.directory.Directories.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every form of {@link Users} does; each test starts with none registered. */
abstract class UsersContract {

    private static final ProfileChange NOTHING =
            new ProfileChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    abstract Users directory();

    @Test
    void givenRegisteredUsers_whenFound_thenEveryFieldIsThereInTheOrderAskedFor() {
        User ann = new User(user("ann"), "Ann 😀 O'Neil \\", "http://a/?x=\"1\"", "{\"k\":\"✓\"}", 17, 2, 1);
        User bob = User.of(user("bob"), "", 18);
        done(directory().register(List.of(ann, bob)));

        assertThat(answer(directory().find(users("bob", "nobody", "ann")))).containsExactly(bob, ann);
    }

    @Test
    void givenIdsThatDifferInCaseOrAccent_whenRegistered_thenTheyAreDifferentUsers() {
        done(directory().register(List.of(User.of(user("alice"), "1", 0), User.of(user("Alice"), "2", 0))));
        done(directory().register(List.of(User.of(user("alicé"), "3", 0), User.of(user("😀"), "4", 0))));

        assertThat(answer(directory().existing(users("alice", "Alice", "alicé", "ALICE", "😀"))))
                .containsExactlyInAnyOrderElementsOf(users("alice", "Alice", "alicé", "😀"));
    }

    @Test
    void givenOneRegistered_whenRegisteredAmongOthers_thenNoneIsAndTheFirstIsNamed() {
        done(directory().register(List.of(User.of(user("ann"), "Ann", 1))));

        refused(
                directory().register(List.of(User.of(user("bob"), "Bob", 2), User.of(user("ann"), "Other", 2))),
                ErrorCode.USER_EXISTS,
                "users[1].userID");
        assertThat(answer(directory().existing(users("bob")))).isEmpty();
        assertThat(answer(directory().find(users("ann"))).get(0).nickname()).isEqualTo("Ann");
        assertThat(answer(directory().count())).isEqualTo(1);
    }

    @Test
    void givenOneTwiceInTheList_whenRegistered_thenRefused() {
        refused(
                directory().register(List.of(User.of(user("ann"), "Ann", 1), User.of(user("ann"), "Ann", 1))),
                ErrorCode.BAD_ARGUMENT,
                "users[1].userID");
        assertThat(answer(directory().count())).isZero();
    }

    @Test
    void givenAThousand_whenRegisteredAtOnce_thenAllAreThereAndPagesWalkThemOnce() {
        List<User> many = IntStream.range(0, Users.MAX_AT_ONCE)
                .mapToObj(i -> User.of(user("u%04d".formatted(i)), "n" + i, i))
                .toList();
        done(directory().register(many));

        assertThat(answer(directory().count())).isEqualTo(Users.MAX_AT_ONCE);
        assertThat(answer(directory().page(0, 600))).containsExactlyElementsOf(many.subList(0, 600));
        assertThat(answer(directory().page(600, 600))).containsExactlyElementsOf(many.subList(600, 1000));
        assertThat(answer(directory().existing(many.stream().map(User::id).toList())))
                .hasSize(1000);
        refused(directory().page(0, Users.MAX_AT_ONCE + 1), ErrorCode.BAD_ARGUMENT, "pagination");
    }

    @Test
    void givenMoreThanAllowed_whenRegistered_thenRefusedAsTooLarge() {
        List<User> many = IntStream.rangeClosed(0, Users.MAX_AT_ONCE)
                .mapToObj(i -> User.of(user("u" + i), "", i))
                .toList();
        refused(directory().register(many), ErrorCode.TOO_LARGE, "users");
    }

    @Test
    void givenNobody_whenAsked_thenNobodyExistsAndLaterRegistrationIsSeenAtOnce() {
        assertThat(answer(directory().existing(users("ann", "bob")))).isEmpty();
        done(directory().register(List.of(User.of(user("ann"), "Ann", 1))));
        assertThat(answer(directory().existing(users("ann", "bob")))).containsExactly(user("ann"));
        assertThat(answer(directory().existing(users("ann", "bob")))).containsExactly(user("ann"));
        assertThat(answer(directory().existing(List.of()))).isEmpty();
        assertThat(answer(directory().find(List.of()))).isEmpty();
    }

    @Test
    void givenAProfile_whenSomeFieldsAreChanged_thenTheOthersStay() {
        User ann = new User(user("ann"), "Ann", "face", "ex", 7, 1, 0);
        done(directory().register(List.of(ann)));

        User changed = answer(directory()
                .update(
                        user("ann"),
                        new ProfileChange(Optional.of("Anna"), Optional.empty(), Optional.of(""), Optional.of(2))));

        assertThat(changed).isEqualTo(new User(user("ann"), "Anna", "face", "", 7, 1, 2));
        assertThat(answer(directory().find(users("ann")))).containsExactly(changed);
        assertThat(answer(directory().update(user("ann"), NOTHING))).isEqualTo(changed);
    }

    @Test
    void givenNoSuchUser_whenChanged_thenUnknownUser() {
        refused(directory().update(user("ghost"), NOTHING), ErrorCode.UNKNOWN_USER, "userID");
    }
}
