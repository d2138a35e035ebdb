package io.fluxim.inbox.members;

final class InMemoryMembersTest extends MembersContract {

    @Override
    Members members() {
        return new InMemoryMembers();
    }
}
