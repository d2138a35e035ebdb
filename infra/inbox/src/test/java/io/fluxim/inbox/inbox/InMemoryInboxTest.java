package io.fluxim.inbox.inbox;

final class InMemoryInboxTest extends InboxContract {

    @Override
    Inbox inbox() {
        return new InMemoryInbox();
    }
}
