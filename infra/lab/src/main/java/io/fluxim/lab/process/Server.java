package io.fluxim.lab.process;

/** One process of the cluster. Start, stop and kill return when it is done; each is called by one thread at a time. */
public interface Server {

    String name();

    /** Returns when it serves. Does nothing where it runs. */
    void start();

    /** Asks it to end, and waits. */
    void stop();

    /** Signal 9. */
    void kill();

    /** Stands still; its connections stay open. */
    void pause();

    void resume();

    /** Its process id; only while it runs. */
    long pid();
}
