package io.fluxim.directory;

import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order of ids: by their bytes of UTF-8, as {@code utf8mb4_bin} sorts them. */
final class Ids {

    static final Comparator<UserId> BY_BYTES = Comparator.comparing(UserId::value, Ids::compare);
    static final Comparator<GroupId> GROUPS_BY_BYTES = Comparator.comparing(GroupId::value, Ids::compare);

    private Ids() {}

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
