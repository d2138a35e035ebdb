package io.fluxim.access.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS by configuration alone, with a certificate that was made for this test. */
class TlsIT {

    private static final String PASSWORD = "of the test alone";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path dir;

    private static RunningAccess access;
    private static SSLContext trusting;

    @BeforeAll
    static void start() throws Exception {
        Path store = certificate();
        trusting = trusting(store);
        access = new RunningAccess(
                "--spring.ssl.bundle.jks.edge.keystore.location=file:" + store,
                "--spring.ssl.bundle.jks.edge.keystore.password=" + PASSWORD,
                "--spring.ssl.bundle.jks.edge.options.enabled-protocols=TLSv1.3",
                "--server.ssl.bundle=edge",
                "--im.access.socket.headers-within=3s");
        access.open("ann");
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void givenTls_whenCalledOverHttps_thenAnswered() throws Exception {
        assertThat(get(client(), "https").statusCode()).isEqualTo(200);
    }

    @Test
    void givenTls_whenConnectedOverWss_thenGreeted() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        WebSocket socket = client().newWebSocketBuilder()
                .buildAsync(
                        URI.create("wss://127.0.0.1:" + access.port() + "/ws" + access.query("ann", "phone")),
                        new FirstFrame(first))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).startsWith("{\"op\":\"hello\"");
        socket.abort();
    }

    @Test
    void givenTls_whenCalledInPlain_thenNotAnswered() {
        assertThatThrownBy(() -> get(HttpClient.newHttpClient(), "http")).isInstanceOf(IOException.class);
        URI plain = URI.create("ws://127.0.0.1:" + access.port() + "/ws" + access.query("ann", "phone"));
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(plain, new FirstFrame(new CompletableFuture<>()))
                        .join())
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void givenOnlyTls13Allowed_whenCalledByTls12_thenRefused() {
        SSLParameters old = new SSLParameters();
        old.setProtocols(new String[] {"TLSv1.2"});
        HttpClient client =
                HttpClient.newBuilder().sslContext(trusting).sslParameters(old).build();
        assertThatThrownBy(() -> get(client, "https")).isInstanceOf(SSLException.class);
    }

    /** The time for the headers counts from the connection: it holds before there is any TLS. */
    @Test
    void givenTls_whenItsHandshakeDoesNotComeOrDrips_thenCut() throws IOException {
        try (RawSocket silent = RawSocket.open(access.port());
                RawSocket slow = RawSocket.open(access.port())) {
            slow.write(new byte[] {0x16, 3, 1, 0x40, 0}); // the head of a record that will never be whole
            assertThat(slow.endsWhileDripping(new byte[] {0})).isTrue();
            assertThat(silent.ends()).isTrue();
        }
        assertThat(access.bean(MeterRegistry.class)
                        .counter("im.access.socket.cuts", "reason", "headers")
                        .count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void givenCertificateThatIsNotTrusted_whenCalled_thenTheClientRefuses() {
        assertThatThrownBy(() -> get(HttpClient.newHttpClient(), "https")).isInstanceOf(SSLException.class);
    }

    /** It is for the machine's own monitoring, on loopback. */
    @Test
    void givenTls_whenTheManagementPortIsAsked_thenItAnswersInPlain() throws Exception {
        assertThat(access.management("/actuator/health/liveness")).contains("UP");
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().sslContext(trusting).build();
    }

    private static HttpResponse<String> get(HttpClient client, String scheme) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(scheme + "://127.0.0.1:" + access.port() + "/v3/api-docs"))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** By the JDK's own tool: a key, and a certificate signed with it. */
    private static Path certificate() throws IOException, InterruptedException {
        Path store = dir.resolve("edge.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "edge",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=fluxim test",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return store;
    }

    private static SSLContext trusting(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("edge", keys.getCertificate("edge"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** Whole frames only: a greeting is one. */
    private record FirstFrame(CompletableFuture<String> first) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            first.complete(data.toString());
            socket.request(1);
            return null;
        }
    }
}
