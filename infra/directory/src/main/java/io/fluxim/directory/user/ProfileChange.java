package io.fluxim.directory.user;

import io.fluxim.directory.Limits;
import java.util.Optional;

/** New values of a user's profile; what is empty stays as it is. Bounds as in {@link User}. */
public record ProfileChange(
        Optional<String> nickname, Optional<String> faceUrl, Optional<String> ex, Optional<Integer> globalRecvMsgOpt) {

    public ProfileChange {
        nickname.ifPresent(value -> Limits.checked("nickname", value, Limits.NAME_BYTES));
        faceUrl.ifPresent(value -> Limits.checked("faceURL", value, Limits.URL_BYTES));
        ex.ifPresent(value -> Limits.checked("ex", value, Limits.TEXT_BYTES));
    }
}
