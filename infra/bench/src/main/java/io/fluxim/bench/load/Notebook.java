package io.fluxim.bench.load;

import io.fluxim.bench.check.Ledger;
import io.netty.buffer.ByteBuf;

/** Where all connections write down what they hear, on the one thread that all of them hear on. */
final class Notebook {

    private static final int FIRST_ROOM = 16 << 10;

    private final Ledger ledger;
    private final Latencies latencies;
    private final Troubles troubles;
    /** The frame in hand, reused: by the connections' thread. */
    private byte[] room = new byte[FIRST_ROOM];

    Notebook(Ledger ledger, Latencies latencies, Troubles troubles) {
        this.ledger = ledger;
        this.latencies = latencies;
        this.troubles = troubles;
    }

    Ledger ledger() {
        return ledger;
    }

    Latencies latencies() {
        return latencies;
    }

    Troubles troubles() {
        return troubles;
    }

    Heard read(ByteBuf text) {
        int length = text.readableBytes();
        if (length > room.length) {
            room = new byte[2 * length];
        }
        text.readBytes(room, 0, length);
        return Heard.read(room, length);
    }
}
