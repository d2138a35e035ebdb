package io.fluxim.directory.user;

class InMemoryUsersTest extends UsersContract {

    private final Users users = new InMemoryUsers();

    @Override
    Users directory() {
        return users;
    }
}
