package io.fluxim.torture.cluster;

import io.fluxim.lab.process.CannotRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stretch of network between clients and a server, both on loopback: it can be cut (nothing passes, connections stay
 * open), slowed, and led to another server.
 */
public final class Link implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    /** Bytes passed on at once. */
    private static final int BUFFER = 64 << 10;

    private final ServerSocket door;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** Moved by the fault that is under way. */
    private volatile int target;

    private volatile Duration delay = Duration.ZERO;
    private volatile boolean cut;
    private final Object passing = new Object();

    private Link(String name, ServerSocket door, int target) {
        this.door = door;
        this.target = target;
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "link-" + name);
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    /** A link to a port of this machine. */
    public static Link to(String name, int target) {
        try {
            ServerSocket door = new ServerSocket();
            door.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), 0), 512);
            return new Link(name, door, target);
        } catch (IOException e) {
            throw new CannotRun("no port for the link " + name, e);
        }
    }

    /** Where clients connect. */
    public int port() {
        return door.getLocalPort();
    }

    /** Nothing passes any more, in either direction; nobody is told. */
    public void cut() {
        cut = true;
    }

    /** Everything takes so much longer, each way. */
    public void slow(Duration by) {
        delay = by;
    }

    /** As good as new. Who waited goes on where they were. */
    public void heal() {
        delay = Duration.ZERO;
        cut = false;
        synchronized (passing) {
            passing.notifyAll();
        }
    }

    /** Leads elsewhere from now on; connections to the old place break. */
    public void lead(int elsewhere) {
        target = elsewhere;
        open.forEach(Link::quietly);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                threads.execute(() -> join(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket client) {
        open.add(client);
        try {
            await();
            Socket server = new Socket();
            open.add(server);
            server.connect(new InetSocketAddress(LOOPBACK, target), 5_000);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            threads.execute(() -> pass(server, client));
            pass(client, server);
        } catch (IOException refused) {
            end(client);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                await();
                out.write(buffer, 0, read);
            }
        } catch (IOException broken) {
            // either end is gone; so is the other
        } finally {
            end(from);
            end(to);
        }
    }

    private void await() throws IOException {
        try {
            if (!delay.isZero()) {
                Thread.sleep(delay.toMillis());
            }
            synchronized (passing) {
                while (cut) {
                    passing.wait();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the link is closed", e);
        }
    }

    private void end(Socket socket) {
        open.remove(socket);
        quietly(socket);
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Link::quietly);
        threads.shutdownNow();
    }
}
