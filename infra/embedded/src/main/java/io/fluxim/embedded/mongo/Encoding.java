package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Documents as bytes of BSON. Encoding reuses a buffer: one thread at a time. */
final class Encoding {

    private final ByteBuf buffer = Unpooled.buffer();

    byte[] encoded(Document document) {
        BsonEncoder.encodeDocument(document, buffer.clear());
        byte[] encoded = new byte[buffer.readableBytes()];
        buffer.readBytes(encoded);
        return encoded;
    }

    static Document decoded(byte[] encoded) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(encoded));
    }
}
