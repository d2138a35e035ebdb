package io.fluxim.access.gate.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {

    private static final ClientAddress HERE = new ClientAddress("10.0.0.1");
    private static final ClientAddress THERE = new ClientAddress("10.0.0.2");
    private static final UserId ANN = new UserId("ann");

    @Test
    void givenFullNode_whenOneMoreKnocks_thenRefusedUntilOneLeaves() {
        ConnectionLimiter seats = seats("node.connections=2");
        ConnectionPermit first = given(seats.enter(HERE));
        given(seats.enter(THERE));
        LimitExceeded full = refused(seats.enter(THERE));
        assertThat(full.limit()).isEqualTo(Limit.NODE_CONNECTIONS);
        assertThat(full.retryAfterMs()).isBetween(5000L, 10_000L);
        first.release();
        given(seats.enter(THERE));
        assertThat(seats.occupied()).isEqualTo(2);
    }

    @Test
    void givenCrowdedAddress_whenOneMoreKnocks_thenOnlyThatAddressIsRefused() {
        ConnectionLimiter seats = seats("address.connections=1");
        given(seats.enter(HERE));
        assertThat(refused(seats.enter(HERE)).limit()).isEqualTo(Limit.ADDRESS_CONNECTIONS);
        given(seats.enter(THERE));
        assertThat(seats.occupied()).isEqualTo(2);
    }

    @Test
    void givenUserWithAllHisConnections_whenOneMoreIsHis_thenRefusedUntilOneEnds() {
        ConnectionLimiter seats = seats("user.connections=1");
        ConnectionPermit open = given(seats.enter(HERE));
        assertThat(open.of(ANN)).isEmpty();
        assertThat(open.take()).isTrue();
        ConnectionPermit second = given(seats.enter(THERE));
        assertThat(second.of(ANN).orElseThrow().limit()).isEqualTo(Limit.USER_CONNECTIONS);
        second.releaseUnlessTaken();
        open.release();
        assertThat(given(seats.enter(THERE)).of(ANN)).isEmpty();
    }

    @Test
    void givenZero_whenEntered_thenNoLimit() {
        ConnectionLimiter seats = seats("address.connections=0", "user.connections=0");
        for (int i = 0; i < 20_000; i++) {
            assertThat(given(seats.enter(HERE)).of(ANN)).isEmpty();
        }
        assertThat(seats.occupied()).isEqualTo(20_000);
    }

    @Test
    void givenHandshakeThatFails_whenOver_thenTheSeatIsFreeAndNothingIsRemembered() {
        ConnectionLimiter seats = seats();
        ConnectionPermit seat = given(seats.enter(HERE));
        seat.of(ANN);
        seat.releaseUnlessTaken();
        assertThat(seats.occupied()).isZero();
        assertThat(seats.keys()).isZero();
    }

    @Test
    void givenOpenConnection_whenItsHandshakeIsOver_thenTheSeatIsKeptToItsEndAndGivenBackOnce() {
        ConnectionLimiter seats = seats();
        ConnectionPermit seat = given(seats.enter(HERE));
        seat.of(ANN);
        assertThat(seat.take()).isTrue();
        seat.releaseUnlessTaken();
        assertThat(seats.occupied()).isEqualTo(1);
        given(seats.enter(HERE));
        seat.release();
        seat.release();
        assertThat(seats.occupied()).isEqualTo(1);
        assertThat(seats.keys()).isEqualTo(1);
    }

    @Test
    void givenClientThatHasGone_whenItsSocketWouldOpen_thenItMustNot() {
        ConnectionLimiter seats = seats();
        ConnectionPermit seat = given(seats.enter(HERE));
        seat.releaseUnlessTaken();
        assertThat(seat.of(ANN)).isEmpty();
        assertThat(seat.take()).isFalse();
        assertThat(seats.keys()).isZero();
    }

    private static ConnectionLimiter seats(String... keys) {
        return new ConnectionLimiter(TestLimits.properties(keys), new LimitMeters(new SimpleMeterRegistry()));
    }

    private static ConnectionPermit given(ConnectionLimiter.Entry entry) {
        assertThat(entry).isInstanceOf(ConnectionLimiter.Entry.Given.class);
        return ((ConnectionLimiter.Entry.Given) entry).seat();
    }

    private static LimitExceeded refused(ConnectionLimiter.Entry entry) {
        assertThat(entry).isInstanceOf(ConnectionLimiter.Entry.Refused.class);
        return ((ConnectionLimiter.Entry.Refused) entry).why();
    }
}
