package io.fluxim.torture.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A socket that sends whatever frame it is told to, and counts what {@code send} frames are answered with, by op. */
final class Raw implements WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Map<String, Integer> answers = new TreeMap<>();
    private final Semaphore answered = new Semaphore(0);
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private int sent;

    Raw(HttpClient http, URI url, String token) {
        this.socket = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(url, this)
                .join();
    }

    /** Waits while this number of them is without an answer. */
    void send(String frame, int underWay) {
        if (sent++ >= underWay) {
            await(1);
        }
        socket.sendText(frame, true).join();
    }

    /** What all that was sent was answered with. */
    Map<String, Integer> answers(int count) {
        while (true) {
            synchronized (answers) {
                if (answers.values().stream().mapToInt(Integer::intValue).sum() >= count) {
                    return Map.copyOf(answers);
                }
            }
            await(1);
        }
    }

    private void await(int count) {
        try {
            if (!answered.tryAcquire(count, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("no answer; so far: " + answers);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonNode frame = JsonMapper.shared().readTree(text.toString());
            text.setLength(0);
            String op = frame.path("op").asString("");
            if (op.equals("accepted") || op.equals("error") || op.equals("bye")) {
                synchronized (answers) {
                    answers.merge(op, 1, Integer::sum);
                }
                answered.release();
            }
        }
        from.request(1);
        return null;
    }
}
