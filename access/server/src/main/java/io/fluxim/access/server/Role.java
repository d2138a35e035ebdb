package io.fluxim.access.server;

/** What a node of the access layer does. */
enum Role {
    /** Holds WebSockets: many connections, heavy traffic. */
    SOCKET(SocketRole.class),
    /** Answers HTTP: few connections, light traffic. */
    HTTP(HttpRole.class);

    private final Class<?> configuration;

    Role(Class<?> configuration) {
        this.configuration = configuration;
    }

    Class<?> configuration() {
        return configuration;
    }
}
