package io.fluxim.access;

import io.fluxim.testkit.TestMariaDb;
import io.fluxim.testkit.TestStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on real stores, fresh databases and random ports. */
final class RunningAccess implements AutoCloseable {

    static final String KEY = "a-key-of-the-tests-of-32-bytes-or-more";
    static final String ADMIN_SECRET = "a secret of the tests";

    private final ConfigurableApplicationContext context;

    RunningAccess(String... properties) {
        TestMariaDb.Database mysql = TestStores.mariadb().freshDatabase("access");
        String[] stores = {
            "--server.port=0",
            "--management.server.port=0",
            "--im.access.jwt.key=" + KEY,
            "--im.access.admin.secret=" + ADMIN_SECRET,
            "--im.kafka.bootstrap-servers=" + TestStores.kafka().bootstrapServers(),
            "--spring.mongodb.uri=" + TestStores.mongodb().freshUri("access"),
            "--spring.data.redis.url=" + TestStores.redis().freshUrl(),
            "--spring.r2dbc.url=" + mysql.r2dbcUrl(),
            "--spring.r2dbc.username=" + mysql.user(),
            "--spring.r2dbc.password=" + mysql.password(),
            "--im.mysql.jdbc-url=" + mysql.jdbcUrl(),
            "--im.mysql.user=" + mysql.user(),
            "--im.mysql.password=" + mysql.password(),
            "--im.kafka.topics.partitions.accepted=2",
            "--im.kafka.topics.partitions.sequenced=2",
            "--im.kafka.topics.partitions.fanout=2",
            "--im.kafka.topics.partitions.push=2",
        };
        String[] all = Arrays.copyOf(stores, stores.length + properties.length);
        System.arraycopy(properties, 0, all, stores.length, properties.length);
        this.context = AccessApplication.builder().run(all);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** What the management port answers. */
    String management(String path) throws IOException, InterruptedException {
        String port = context.getEnvironment().getRequiredProperty("local.management.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        context.close();
    }
}
