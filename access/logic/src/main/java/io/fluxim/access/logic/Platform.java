package io.fluxim.access.logic;

import java.util.Arrays;
import java.util.Optional;

/** What kind of client a token is for: OpenIM's numbers and names (its errors.md §4). */
public enum Platform {
    IOS(1, "IOS"),
    ANDROID(2, "Android"),
    WINDOWS(3, "Windows"),
    OSX(4, "OSX"),
    WEB(5, "Web"),
    MINI_WEB(6, "MiniWeb"),
    LINUX(7, "Linux"),
    ANDROID_PAD(8, "APad"),
    IPAD(9, "IPad"),
    ADMIN(10, "Admin"),
    HARMONY_OS(11, "HarmonyOS");

    private final int number;
    private final String label;

    Platform(int number, String label) {
        this.number = number;
        this.label = label;
    }

    public int number() {
        return number;
    }

    /** OpenIM's name, and the default name of a device. */
    public String label() {
        return label;
    }

    /** The platform of this number, if there is one. */
    public static Optional<Platform> of(int number) {
        return Arrays.stream(values())
                .filter(platform -> platform.number == number)
                .findFirst();
    }
}
