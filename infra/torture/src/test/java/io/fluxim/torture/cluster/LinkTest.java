package io.fluxim.torture.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkTest {

    private final Echo echo = new Echo("one");
    private final Echo other = new Echo("two");
    private final Link link = Link.to("test", echo.port());

    @AfterEach
    void close() throws IOException {
        link.close();
        echo.close();
        other.close();
    }

    @Test
    void givenLink_whenWritten_thenPassesBothWays() throws IOException {
        try (Socket client = client()) {
            assertThat(answer(client)).isEqualTo('o');
        }
    }

    @Test
    void givenCut_whenHealed_thenWhatWaitedPasses() throws IOException {
        try (Socket client = client()) {
            answer(client);
            link.cut();
            client.getOutputStream().write('?');
            client.setSoTimeout(50);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            link.heal();
            client.setSoTimeout(5_000);
            assertThat(client.getInputStream().read()).isEqualTo('o');
        }
    }

    @Test
    void givenLedElsewhere_whenConnectedAnew_thenTheOtherAnswers() throws IOException {
        try (Socket client = client()) {
            answer(client);
            link.lead(other.port());
            assertThat(client.getInputStream().read())
                    .as("the old connection broke")
                    .isEqualTo(-1);
        }
        try (Socket client = client()) {
            assertThat(answer(client)).isEqualTo('t');
        }
    }

    private Socket client() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), link.port());
        client.setSoTimeout(5_000);
        return client;
    }

    private static int answer(Socket client) throws IOException {
        client.getOutputStream().write('?');
        return client.getInputStream().read();
    }

    /** Answers each byte with the first letter of its name. */
    private static final class Echo {

        private final ServerSocket door;

        Echo(String name) {
            try {
                door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            Thread thread = new Thread(() -> serve(name.charAt(0)), "echo-" + name);
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return door.getLocalPort();
        }

        private void serve(char letter) {
            while (!door.isClosed()) {
                try (Socket client = door.accept()) {
                    while (client.getInputStream().read() >= 0) {
                        client.getOutputStream().write(letter);
                    }
                } catch (IOException closed) {
                    // the next one, if any
                }
            }
        }

        void close() throws IOException {
            door.close();
        }
    }
}
