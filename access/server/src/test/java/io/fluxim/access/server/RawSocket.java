package io.fluxim.access.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A socket that says whatever a test wants, and as slowly. */
final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;

    /** Of an opcode's byte: reserved, without a meaning here. */
    static final int RESERVED = 0x40;

    private static final int FINAL = 0x80;
    private static final int PATIENCE_MILLIS = 20_000;
    /** Between two drips. */
    private static final int DRIP_MILLIS = 20;
    /** So small that what is not read soon waits with the server. */
    private static final int RECEIVE_BUFFER = 4096;

    private final Socket socket;
    private final InputStream in;

    /** A frame of the server. */
    record Frame(int opcode, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** Of a close frame. */
        int code() {
            return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }
    }

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1024);
    }

    static RawSocket open(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new RawSocket(socket);
    }

    /** A WebSocket, its handshake answered. */
    static RawSocket webSocket(int port, String query) throws IOException {
        RawSocket socket = open(port);
        socket.write(handshake(query));
        String head = socket.head();
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new AssertionError("no WebSocket: " + head);
        }
        return socket;
    }

    /** Asks for a WebSocket. */
    static String handshake(String query) {
        return request(
                "GET",
                "/ws" + query,
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }

    static String request(String method, String path, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + List.of(headers).stream().map(header -> header + "\r\n").reduce("", String::concat) + "\r\n";
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.US_ASCII));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The headers of an answer. */
    String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(one());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    /** The body of an answer that says how long it is. */
    String body(String head) throws IOException {
        int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
        int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Whether the server ends the connection by itself, without a word. */
    boolean ends() throws IOException {
        try {
            return ended();
        } catch (IOException reset) {
            return true;
        }
    }

    /** Whether the server ends the connection while this is written to it, a piece every few milliseconds. */
    boolean endsWhileDripping(byte[] piece) throws IOException {
        socket.setSoTimeout(DRIP_MILLIS);
        return dies(() -> {
            write(piece);
            return ended();
        });
    }

    /** Whether the server ends the connection while this is written to it as fast as it goes, and nothing is read. */
    boolean endsWhileFlooded(byte[] piece) {
        return dies(() -> {
            write(piece);
            return false;
        });
    }

    static byte[] frame(int opcode, boolean last, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(opcode | (last ? FINAL : 0));
        if (payload.length < 126) {
            bytes.write(FINAL | payload.length); // masked, with a mask of zeros
        } else {
            bytes.write(FINAL | 126); // a length of two bytes: payloads of tests are not longer
            bytes.write(payload.length >> 8);
            bytes.write(payload.length);
        }
        bytes.writeBytes(new byte[4]);
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /** The next frame. */
    Frame frame() throws IOException {
        DataInputStream data = new DataInputStream(in);
        int opcode = data.readUnsignedByte() & 0x0f;
        int length = data.readUnsignedByte();
        if (length == 126) {
            length = data.readUnsignedShort();
        }
        byte[] payload = new byte[length];
        data.readFully(payload);
        return new Frame(opcode, payload);
    }

    /** The next byte, without a sign; negative where the server has ended the connection. */
    int next() throws IOException {
        return in.read();
    }

    /** The close code, whatever comes before it. */
    int closeCode() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        Frame frame = frame();
        while (frame.opcode() != CLOSE) {
            frame = frame();
        }
        return frame.code();
    }

    /** Ends the connection as a crash does. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private interface Turn {
        boolean ended() throws IOException;
    }

    private static boolean dies(Turn turn) {
        long end = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        try {
            while (System.nanoTime() < end) {
                if (turn.ended()) {
                    return true;
                }
            }
            return false;
        } catch (IOException broken) {
            return true;
        }
    }

    /** Whether the end is there to be read within the pace; what else there is, is of no interest. */
    private boolean ended() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    private int one() throws IOException {
        int one = in.read();
        if (one < 0) {
            throw new EOFException("the server ended the connection");
        }
        return one;
    }
}
