package io.fluxim.cli.chat;

import io.fluxim.cli.Installation;
import io.fluxim.client.Administrator;
import io.fluxim.client.Api;
import io.fluxim.client.Client;
import io.fluxim.client.Login;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Talks and listens as one user, from a terminal or a pipe. */
@Command(name = "chat", description = "A chat in the terminal.")
public final class ChatCommand implements Callable<Integer> {

    /** OpenIM's number for a Linux client. */
    private static final int PLATFORM = 7;
    /** Events in wait: a full queue leaves socket and input unread. */
    private static final int QUEUE = 1_000;

    @Mixin
    private Installation installation = new Installation();

    @Parameters(paramLabel = "USER", description = "who you are")
    private String user = "";

    @Option(names = "--device", paramLabel = "NAME", description = "this installation, one of several of the user")
    private String device = "terminal";

    @Override
    public Integer call() throws InterruptedException {
        String token =
                new Login(new Api(installation.url()), Administrator.of(installation.data())).token(user, PLATFORM);
        BlockingQueue<Event> events = new ArrayBlockingQueue<>(QUEUE);
        HttpClient http = HttpClient.newHttpClient();
        Client.Login login = new Client.Login(installation.socketUrl(), token, device);
        Reporter reporter = new Reporter(events);
        WatermarkFile kept = new WatermarkFile(installation.data().resolve("chat"), user, device);
        Screen screen = new Screen(
                System.out, user, Boolean.getBoolean("fluxim.interactive"), Boolean.getBoolean("fluxim.colour"));
        Chat chat = new Chat(events, from -> Client.connect(http, login, from, reporter), kept, screen);
        Thread input = new Thread(() -> read(events), "input");
        input.setDaemon(true);
        input.start();
        chat.run();
        return 0;
    }

    private static void read(BlockingQueue<Event> events) {
        try {
            forward(events);
            events.put(new Event.InputEnded());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forward(BlockingQueue<Event> events) throws InterruptedException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.put(new Event.Typed(line));
            }
        } catch (IOException closed) {
            // nothing more will come, which is all that the end of the input says too
        }
    }
}
