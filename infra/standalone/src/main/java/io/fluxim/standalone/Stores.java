package io.fluxim.standalone;

import io.fluxim.embedded.EmbeddedMariaDb;
import io.fluxim.embedded.EmbeddedStores;
import io.fluxim.embedded.Secrets;
import io.fluxim.embedded.StartListener;
import io.fluxim.embedded.StorePorts;
import io.fluxim.embedded.StoreSettings;
import io.fluxim.embedded.StoreSettings.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The stores of this machine: an embedded one for each that the operator did not configure. One connection key is enough
 * to say that there is a server of one's own.
 */
public final class Stores implements AutoCloseable {

    private static final String DATABASE = "fluxim";
    /** Without tcpNoDelay a text insert waits for a delayed acknowledgement, 45 ms each. */
    private static final String R2DBC = "r2dbc:mysql://127.0.0.1:%d/%s?useServerPrepareStatement=true&tcpNoDelay=true";

    private final EmbeddedStores embedded;
    private final Runnable close;

    private Stores(EmbeddedStores embedded, Runnable close) {
        this.embedded = embedded;
        this.close = close;
    }

    /** Their starter has an order in which all is stopped. */
    static Stores start(DataDirectory data, Settings settings, StartListener listener) {
        EmbeddedStores started = EmbeddedStores.start(
                new StoreSettings(data.root(), cache(), ports(settings), wanted(settings)), listener);
        return new Stores(started, started::close);
    }

    /** Those that are there, at ports of the moment: for who looks at an installation that does not run. */
    public static Stores resident(DataDirectory data, Settings settings) {
        return resident(EnumSet.allOf(Kind.class), data, settings);
    }

    /** Only these, as far as they are embedded; they do not outlive the process. */
    public static Stores resident(Set<Kind> needed, DataDirectory data, Settings settings) {
        Set<Kind> kinds = EnumSet.copyOf(needed);
        kinds.retainAll(wanted(settings));
        requireThere(data.root(), kinds);
        EmbeddedStores started = EmbeddedStores.start(
                new StoreSettings(data.root(), cache(), StorePorts.FREE, kinds), (store, phase, millis) -> {});
        return new Stores(started, new AtExit("stores", started::close)::close);
    }

    /** Opened stores would be made where there are none; Redis may be, whose content is made again anyway. */
    private static void requireThere(Path data, Set<Kind> kinds) {
        for (Kind kind : kinds) {
            Path store = data.resolve(kind.name().toLowerCase(Locale.ROOT));
            if (kind != Kind.REDIS && !Files.isDirectory(store)) {
                throw new CannotRun("there is no " + store + ", so there is nothing to look at in " + data
                        + ". (--data DIR names another place; a store of your own is named by its key)");
            }
        }
    }

    /** Which stores the operator has not configured. */
    public static Set<Kind> wanted(Settings settings) {
        Set<Kind> wanted = EnumSet.allOf(Kind.class);
        if (settings.has("im.kafka.bootstrap-servers")) {
            wanted.remove(Kind.KAFKA);
        }
        if (settings.has("spring.data.redis.url")) {
            wanted.remove(Kind.REDIS);
        }
        if (settings.has("spring.mongodb.uri")) {
            wanted.remove(Kind.MONGODB);
        }
        if (settings.has("spring.r2dbc.url") != settings.has("im.mysql.jdbc-url")) {
            throw new CannotRun(
                    "spring.r2dbc.url and im.mysql.jdbc-url go together: set both, or none for the embedded one");
        }
        if (settings.has("spring.r2dbc.url")) {
            wanted.remove(Kind.MARIADB);
        }
        return wanted;
    }

    private static StorePorts ports(Settings settings) {
        StorePorts usual = StorePorts.DEFAULT;
        return new StorePorts(
                settings.number("im.embedded.kafka-port", usual.kafka()),
                settings.number("im.embedded.redis-port", usual.redis()),
                settings.number("im.embedded.mariadb-port", usual.mariadb()),
                settings.number("im.embedded.mongodb-port", usual.mongodb()));
    }

    /** Where the stores' programs are unpacked. */
    public static Path cache() {
        String configured = System.getProperty("fluxim.cache", "");
        return configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "fluxim")
                : Path.of(configured);
    }

    Secrets secrets() {
        return embedded.secrets();
    }

    /** How the applications reach the embedded ones; nothing about the operator's own. */
    public Map<String, String> connections() {
        Map<String, String> keys = new LinkedHashMap<>();
        embedded.kafka().ifPresent(kafka -> keys.put("im.kafka.bootstrap-servers", kafka.bootstrapServers()));
        embedded.redis().ifPresent(redis -> keys.put("spring.data.redis.url", redis.url()));
        embedded.mongodb().ifPresent(mongodb -> keys.put("spring.mongodb.uri", mongodb.uri(DATABASE)));
        embedded.mariadb().ifPresent(mariadb -> keys.putAll(mysql(mariadb)));
        return keys;
    }

    private static Map<String, String> mysql(EmbeddedMariaDb mariadb) {
        EmbeddedMariaDb.Account account = mariadb.account();
        return Map.of(
                "im.mysql.jdbc-url", mariadb.jdbcUrl(),
                "im.mysql.user", account.user(),
                "im.mysql.password", account.password(),
                "spring.r2dbc.url", R2DBC.formatted(mariadb.port(), account.database()),
                "spring.r2dbc.username", account.user(),
                "spring.r2dbc.password", account.password());
    }

    @Override
    public void close() {
        close.run();
    }
}
