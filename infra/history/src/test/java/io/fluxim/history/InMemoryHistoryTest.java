package io.fluxim.history;

import java.time.Clock;

class InMemoryHistoryTest extends HistoryContract {

    private final History history = new InMemoryHistory(Clock.systemUTC());

    @Override
    History history() {
        return history;
    }
}
