package io.fluxim.access.http.user;

import io.fluxim.access.http.Pagination;
import io.fluxim.access.logic.Visible;
import io.fluxim.directory.user.ProfileChange;
import io.fluxim.directory.user.User;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Optional;

/** What the routes under {@code /user} are called with and answer. */
final class UserRequests {

    private UserRequests() {}

    record Ids(List<UserId> userIDs) {}

    record CheckedIds(List<UserId> checkUserIDs) {}

    record Register(List<NewUser> users) {

        Register {
            if (users.isEmpty()) {
                throw InvalidInput.of("users", "must not be empty");
            }
        }
    }

    /** A user to be registered. When they were made, and that they are an ordinary one, is the server's to say. */
    record NewUser(
            UserId userID,
            String nickname,
            Optional<String> faceURL,
            Optional<String> ex,
            Optional<Integer> globalRecvMsgOpt) {

        NewUser {
            Visible.id("userID", userID.value());
            Visible.name("nickname", nickname);
            globalRecvMsgOpt.ifPresent(UserRequests::checkOpt);
            new ProfileChange(Optional.of(nickname), faceURL, ex, globalRecvMsgOpt); // the bounds
        }

        User made(long now) {
            return new User(
                    userID,
                    nickname,
                    faceURL.orElse(""),
                    ex.orElse(""),
                    now,
                    User.ORDINARY,
                    globalRecvMsgOpt.orElse(0));
        }
    }

    record Update(Profile userInfo) {}

    /** New values of a profile; what is missing or null stays. */
    record Profile(
            UserId userID,
            Optional<String> nickname,
            Optional<String> faceURL,
            Optional<String> ex,
            Optional<Integer> globalRecvMsgOpt) {

        Profile {
            nickname.filter(name -> !name.isEmpty()).ifPresent(name -> Visible.name("nickname", name));
            globalRecvMsgOpt.ifPresent(UserRequests::checkOpt);
            new ProfileChange(nickname, faceURL, ex, globalRecvMsgOpt); // the bounds
        }

        ProfileChange change() {
            nickname.ifPresent(name -> Visible.name("userInfo.nickname", name)); // an empty one is a change here
            return new ProfileChange(nickname, faceURL, ex, globalRecvMsgOpt);
        }

        /** As the older route reads it: what is empty or 0 stays too. */
        ProfileChange changeOfFilled() {
            return new ProfileChange(
                    nickname.filter(value -> !value.isEmpty()),
                    faceURL.filter(value -> !value.isEmpty()),
                    ex.filter(value -> !value.isEmpty()),
                    globalRecvMsgOpt.filter(value -> value != 0));
        }
    }

    record Search(Pagination pagination, Optional<UserId> userID, Optional<String> nickName) {

        Search {
            if (nickName.filter(name -> !name.isEmpty()).isPresent()) {
                throw InvalidInput.of("nickName", "must be left out: users are not searched by name");
            }
        }
    }

    record Infos(List<UserInfo> usersInfo) {}

    record Found(long total, List<UserInfo> users) {}

    record Checked(List<Account> results) {}

    /**
     * Whether this is a user.
     *
     * @param accountStatus 1 registered, 0 not
     */
    record Account(String userID, int accountStatus) {}

    /**
     * Whether somebody is connected.
     *
     * @param status               1 online, 0 offline
     * @param detailPlatformStatus always empty: which platforms these are is known to the node of the session alone
     */
    record Online(String userID, int status, List<PlatformStatus> detailPlatformStatus) {}

    record PlatformStatus(int platformID, String connID, boolean isBackground, String token) {}

    private static void checkOpt(int opt) {
        if (opt < 0 || opt > 2) {
            throw InvalidInput.of("globalRecvMsgOpt", "must be 0, 1 or 2, was " + opt);
        }
    }
}
