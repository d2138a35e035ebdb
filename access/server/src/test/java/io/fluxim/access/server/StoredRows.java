package io.fluxim.access.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything that the three stores hold, row by row, document by document, key by key. */
record StoredRows(Set<String> rows) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Empties itself, with Flyway's own it says nothing about users. */
    private static final Set<String> PASSING = Set.of("outbox");

    static StoredRows of(RunningAccess access) {
        Set<String> rows = new TreeSet<>();
        mysql(access.bean(Environment.class), rows);
        mongodb(access.bean(ReactiveMongoDatabaseFactory.class), rows);
        redis(access.bean(ReactiveStringRedisTemplate.class), rows);
        return new StoredRows(rows);
    }

    /** What was here and is not as it was, but for what these may change. */
    List<String> changedIn(StoredRows later, Predicate<String> mayChange) {
        return rows.stream()
                .filter(row -> !later.rows().contains(row))
                .filter(mayChange.negate())
                .toList();
    }

    private static void mysql(Environment environment, Set<String> rows) {
        try (Connection connection = DriverManager.getConnection(
                environment.getRequiredProperty("im.mysql.jdbc-url"),
                environment.getRequiredProperty("im.mysql.user"),
                environment.getRequiredProperty("im.mysql.password"))) {
            for (String table : tables(connection)) {
                try (ResultSet found = connection.createStatement().executeQuery("SELECT * FROM `" + table + "`")) {
                    while (found.next()) {
                        rows.add("mysql " + table + " " + columns(found));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL was not read", e);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = connection
                .createStatement()
                .executeQuery("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        tables.removeAll(PASSING);
        return tables;
    }

    private static List<String> columns(ResultSet row) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            columns.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value));
        }
        return columns;
    }

    private static void mongodb(ReactiveMongoDatabaseFactory databases, Set<String> rows) {
        rows.addAll(databases
                .getMongoDatabase()
                .flatMapMany(database -> Flux.from(database.listCollectionNames())
                        .concatMap(
                                name -> Flux.from(database.getCollection(name).find())
                                        .map(document -> "mongodb " + name + " " + document.toJson())))
                .collectList()
                .block(PATIENCE));
    }

    private static void redis(ReactiveStringRedisTemplate redis, Set<String> rows) {
        rows.addAll(redis.scan()
                .concatMap(key -> redis.type(key)
                        .flatMap(type -> value(redis, key, type.code()))
                        .map(value -> "redis " + key + " " + value))
                .collectList()
                .block(PATIENCE));
    }

    /** Without expiries and scores, which are times. */
    private static Mono<String> value(ReactiveStringRedisTemplate redis, String key, String type) {
        return type.equals("zset")
                ? redis.opsForZSet()
                        .scan(key)
                        .map(member -> String.valueOf(member.getValue()))
                        .collect(Collectors.toCollection(TreeSet::new))
                        .map(Object::toString)
                : redis.opsForValue().get(key);
    }
}
