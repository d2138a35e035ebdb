/** What both doors write alike: the envelope of answers, a message as JSON. */
@NullMarked
package io.fluxim.access.gate.form;

import org.jspecify.annotations.NullMarked;
