/** What the topics carry between processes, and its encoding (Protocol Buffers). */
@NullMarked
package io.fluxim.protocol.topic;

import org.jspecify.annotations.NullMarked;
