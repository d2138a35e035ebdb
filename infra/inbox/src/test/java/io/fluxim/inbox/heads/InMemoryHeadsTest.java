package io.fluxim.inbox.heads;

final class InMemoryHeadsTest extends HeadsContract {

    private final InMemoryHeads heads = new InMemoryHeads();

    @Override
    Heads heads() {
        return heads;
    }

    @Override
    void forget() {
        heads.forget();
    }
}
