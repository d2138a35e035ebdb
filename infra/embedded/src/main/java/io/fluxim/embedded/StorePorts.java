package io.fluxim.embedded;

/**
 * Where embedded stores listen on 127.0.0.1. Each differs from what its kind uses by default, so that a server of the
 * operator's own is not in the way.
 *
 * @param kafka   the broker's; its controller takes the next one
 * @param redis   of Redis
 * @param mariadb of MariaDB
 * @param mongodb of the stand-in for MongoDB
 */
public record StorePorts(int kafka, int redis, int mariadb, int mongodb) {

    public static final StorePorts DEFAULT = new StorePorts(19092, 16379, 13306, 17017);

    /** Any that are free: for tests. */
    public static final StorePorts FREE = new StorePorts(0, 0, 0, 0);

    public StorePorts {
        requirePort("kafka", kafka);
        requirePort("redis", redis);
        requirePort("mariadb", mariadb);
        requirePort("mongodb", mongodb);
    }

    private static void requirePort(String store, int port) {
        if (port < 0 || port > 65_534) {
            throw new IllegalArgumentException(
                    "im.embedded." + store + "-port must be 0 (any) or 1 to 65534, was " + port);
        }
    }
}
