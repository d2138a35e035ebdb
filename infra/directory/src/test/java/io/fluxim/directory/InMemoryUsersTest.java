package io.fluxim.directory;

class InMemoryUsersTest extends UsersContract {

    private final Users users = new InMemoryUsers();

    @Override
    Users directory() {
        return users;
    }
}
