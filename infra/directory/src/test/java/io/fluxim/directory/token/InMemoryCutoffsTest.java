package io.fluxim.directory.token;

class InMemoryCutoffsTest extends CutoffsContract {

    private final Cutoffs cutoffs = new InMemoryCutoffs();

    @Override
    Cutoffs cutoffs() {
        return cutoffs;
    }
}
