package io.fluxim.access.server;

import io.fluxim.access.socket.command.CommandConfiguration;
import io.fluxim.access.socket.connection.ConnectionConfiguration;
import io.fluxim.access.socket.push.PushConfiguration;
import io.fluxim.access.socket.session.SessionConfiguration;
import io.fluxim.access.socket.sync.SyncConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The WebSocket door: {@code /ws}, the sessions behind it, and what is pushed to them. */
@Configuration(proxyBeanMethods = false)
@Import({
    SessionConfiguration.class,
    CommandConfiguration.class,
    SyncConfiguration.class,
    PushConfiguration.class,
    ConnectionConfiguration.class,
})
class SocketRole {}
