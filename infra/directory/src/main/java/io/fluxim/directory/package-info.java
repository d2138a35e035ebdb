/** Users, tokens' cut-offs, groups with their members, and the outbox of membership events (MySQL). */
@NullMarked
package io.fluxim.directory;

import org.jspecify.annotations.NullMarked;
