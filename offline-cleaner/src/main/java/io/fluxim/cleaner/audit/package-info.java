/** The auditor's rounds: a few conversations and inboxes at a time, for ever. */
@NullMarked
package io.fluxim.cleaner.audit;

import org.jspecify.annotations.NullMarked;
