package io.fluxim.directory.user;

import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order of ids in the in-memory twins: by their bytes of UTF-8, as {@code utf8mb4_bin} sorts them. */
public final class InMemoryOrder {

    public static final Comparator<UserId> USERS = Comparator.comparing(UserId::value, InMemoryOrder::compare);
    public static final Comparator<GroupId> GROUPS = Comparator.comparing(GroupId::value, InMemoryOrder::compare);

    private InMemoryOrder() {}

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
