package io.fluxim.directory.group;

import java.util.Arrays;

/** What a member may do in a group; the numbers are OpenIM's {@code roleLevel}. */
public enum Role {
    OWNER(100),
    ADMIN(60),
    MEMBER(20);

    private final int level;

    Role(int level) {
        this.level = level;
    }

    public int level() {
        return level;
    }

    static Role ofLevel(int level) {
        return Arrays.stream(values())
                .filter(role -> role.level == level)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role has the level " + level));
    }
}
