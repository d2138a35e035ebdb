/** A stand-in for MongoDB: the wire protocol of mongo-java-server over ordered indexes in memory and a journal on disk. */
@NullMarked
package io.fluxim.embedded.mongo;

import org.jspecify.annotations.NullMarked;
