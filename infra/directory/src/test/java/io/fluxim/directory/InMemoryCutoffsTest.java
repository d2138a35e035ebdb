package io.fluxim.directory;

class InMemoryCutoffsTest extends CutoffsContract {

    private final Cutoffs cutoffs = new InMemoryCutoffs();

    @Override
    Cutoffs cutoffs() {
        return cutoffs;
    }
}
