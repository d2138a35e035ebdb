package io.fluxim.lab.process;

import io.fluxim.embedded.EmbeddedMariaDb;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the stores of an installation answer, all on this machine.
 *
 * @param kafka   port
 * @param redis   URL
 * @param mongodb port of its stand-in
 * @param mariadb with an account of {@link #account}
 */
public record StoreAddresses(int kafka, String redis, int mongodb, EmbeddedMariaDb mariadb) {

    public static final String DATABASE = "fluxim";
    /** Of what only this machine reaches, and only for as long as a run takes. */
    public static final String PASSWORD = "on-loopback-only";

    private static final String R2DBC = "r2dbc:mysql://127.0.0.1:%d/%s?useServerPrepareStatement=true&tcpNoDelay=true";

    /** The account that these addresses tell. */
    public static EmbeddedMariaDb.Account account() {
        return new EmbeddedMariaDb.Account(DATABASE, DATABASE, PASSWORD, PASSWORD);
    }

    /** As configuration of applications. */
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("im.kafka.bootstrap-servers", "127.0.0.1:" + kafka);
        keys.put("spring.data.redis.url", redis);
        keys.put("spring.mongodb.uri", "mongodb://127.0.0.1:" + mongodb + "/" + DATABASE + "?retryWrites=false");
        keys.put("spring.r2dbc.url", R2DBC.formatted(mariadb.port(), DATABASE));
        keys.put("spring.r2dbc.username", DATABASE);
        keys.put("spring.r2dbc.password", PASSWORD);
        keys.put("im.mysql.jdbc-url", mariadb.jdbcUrl());
        keys.put("im.mysql.user", DATABASE);
        keys.put("im.mysql.password", PASSWORD);
        return keys;
    }
}
