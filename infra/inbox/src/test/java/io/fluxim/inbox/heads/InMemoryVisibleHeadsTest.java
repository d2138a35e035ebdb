package io.fluxim.inbox.heads;

final class InMemoryVisibleHeadsTest extends VisibleHeadsContract {

    private final InMemoryVisibleHeads visible = new InMemoryVisibleHeads(inbox);

    @Override
    VisibleHeads visible() {
        return visible;
    }

    @Override
    void forget() {
        visible.forget();
    }
}
