package io.fluxim.directory;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of {@link Users} that need no store. */
final class Registration {

    private Registration() {}

    /** Refuses lists that are too long or name a user twice. */
    static void check(List<User> users) {
        checkCount("users", users);
        Set<UserId> seen = new HashSet<>();
        for (int i = 0; i < users.size(); i++) {
            if (!seen.add(users.get(i).id())) {
                throw InvalidInput.of(
                        field(i), "must come once in the list: " + users.get(i).id());
            }
        }
    }

    static void checkCount(String field, Collection<?> values) {
        if (values.size() > Users.MAX_AT_ONCE) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE,
                    field,
                    "must be at most " + Users.MAX_AT_ONCE + " at once, was " + values.size());
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
