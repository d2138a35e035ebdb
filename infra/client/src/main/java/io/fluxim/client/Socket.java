package io.fluxim.client;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whole text frames in and out; sends from any thread stand in line, as the JDK's socket takes one at a time. */
final class Socket implements WebSocket.Listener {

    /** The close code of a connection that broke. */
    static final int ABNORMAL = 1006;

    private final Consumer<String> frames;
    private final BiConsumer<Integer, String> lost;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<WebSocket> open = new CompletableFuture<>();
    /** Pieces of a frame that has not ended; touched by one callback at a time. */
    private final StringBuilder partial = new StringBuilder();
    /** The last send in line; guarded by this. */
    private CompletableFuture<WebSocket> line = open;

    Socket(Consumer<String> frames, BiConsumer<Integer, String> lost) {
        this.frames = frames;
        this.lost = lost;
    }

    synchronized void send(String text) {
        line = line.thenCompose(socket -> socket.sendText(text, true));
        line.whenComplete((sent, failure) -> {
            if (failure != null) {
                gone(ABNORMAL, "could not be written");
            }
        });
    }

    synchronized void close() {
        line = line.thenCompose(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    void abort() {
        open.thenAccept(WebSocket::abort);
        gone(ABNORMAL, "aborted by this side");
    }

    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void onOpen(WebSocket socket) {
        open.complete(socket);
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            frames.accept(text);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        gone(code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        gone(ABNORMAL, String.valueOf(failure.getMessage()));
    }

    private void gone(int code, String reason) {
        if (closed.compareAndSet(false, true)) {
            lost.accept(code, reason);
        }
    }
}
