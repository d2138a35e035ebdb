package io.fluxim.inbox.inbox;

final class InMemoryWatermarksTest extends WatermarksContract {

    @Override
    Watermarks watermarks() {
        return new InMemoryWatermarks();
    }
}
