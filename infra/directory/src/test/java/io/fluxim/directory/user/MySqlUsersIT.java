package io.fluxim.directory.user;

import static io.fluxim.directory.Directories.answer;
import static io.fluxim.directory.Directories.done;
import static io.fluxim.directory.Directories.user;
import static io.fluxim.directory.Directories.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.directory.AwayConnections;
import io.fluxim.directory.Directories;
import io.fluxim.directory.MySqlDirectory;
import io.fluxim.protocol.StoreUnavailable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class MySqlUsersIT extends UsersContract {

    private final MySqlDirectory directory = new MySqlDirectory();
    private final AwayConnections connections = new AwayConnections(directory.connections());
    private final Users users = MySqlDirectory.users(MySqlDirectory.statements(connections));

    @Override
    Users directory() {
        return users;
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void givenKnownUsers_whenMySqlIsAway_thenTheyStillExistAndOthersAreUnavailable() {
        done(users.register(List.of(User.of(user("ann"), "Ann", 1))));
        assertThat(answer(users.existing(users("ann")))).containsExactly(user("ann"));

        connections.away(true);
        assertThat(answer(users.existing(users("ann")))).containsExactly(user("ann"));
        StepVerifier.create(users.existing(users("ann", "bob")))
                .expectError(StoreUnavailable.class)
                .verify(Directories.PATIENCE);

        connections.away(false);
        assertThat(answer(users.existing(users("ann", "bob")))).containsExactly(user("ann"));
    }
}
