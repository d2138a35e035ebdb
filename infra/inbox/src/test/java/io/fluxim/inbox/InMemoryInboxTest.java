package io.fluxim.inbox;

final class InMemoryInboxTest extends InboxContract {

    @Override
    Inbox inbox() {
        return new InMemoryInbox();
    }
}
