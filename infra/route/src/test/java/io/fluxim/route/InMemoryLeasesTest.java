package io.fluxim.route;

import java.time.Clock;

final class InMemoryLeasesTest extends LeasesContract {

    private final InMemoryLeases leases = new InMemoryLeases(Clock.systemUTC());

    @Override
    Leases leases() {
        return leases;
    }

    @Override
    void forget() {
        leases.forget();
    }
}
