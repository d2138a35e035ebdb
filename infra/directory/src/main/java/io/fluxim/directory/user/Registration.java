package io.fluxim.directory.user;

import io.fluxim.directory.Limits;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of {@link Users} that need no store. */
final class Registration {

    private Registration() {}

    /** Refuses lists that are too long or name a user twice. */
    static void check(List<User> users) {
        Limits.count("users", users);
        Set<UserId> seen = new HashSet<>();
        for (int i = 0; i < users.size(); i++) {
            if (!seen.add(users.get(i).id())) {
                throw InvalidInput.of(
                        field(i), "must come once in the list: " + users.get(i).id());
            }
        }
    }

    /** The refusal for the first of these users who is among the known. */
    static Optional<InvalidInput> firstExisting(List<User> users, Set<UserId> known) {
        for (int i = 0; i < users.size(); i++) {
            if (known.contains(users.get(i).id())) {
                return Optional.of(new InvalidInput(
                        ErrorCode.USER_EXISTS,
                        field(i),
                        "is registered already: " + users.get(i).id()));
            }
        }
        return Optional.empty();
    }

    static InvalidInput unknown(UserId id) {
        return new InvalidInput(ErrorCode.UNKNOWN_USER, "userID", "must be a registered user: " + id);
    }

    private static String field(int index) {
        return "users[" + index + "].userID";
    }
}
