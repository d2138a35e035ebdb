/** Real stores for tests, started once per JVM when they are first asked for, and builders of messages. */
@NullMarked
package io.fluxim.testkit;

import org.jspecify.annotations.NullMarked;
