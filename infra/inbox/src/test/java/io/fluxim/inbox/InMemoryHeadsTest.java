package io.fluxim.inbox;

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
