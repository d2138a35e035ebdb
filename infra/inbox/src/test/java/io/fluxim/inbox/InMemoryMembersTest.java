package io.fluxim.inbox;

final class InMemoryMembersTest extends MembersContract {

    @Override
    Members members() {
        return new InMemoryMembers();
    }
}
