package io.fluxim.bench.platform;

/**
 * A process of the platform.
 *
 * @param name of what runs in it
 * @param jvm  whether it runs Java
 */
public record Member(String name, ProcessHandle handle, boolean jvm) {

    long pid() {
        return handle.pid();
    }
}
