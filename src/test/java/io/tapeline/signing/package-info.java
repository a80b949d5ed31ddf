/** Signatures of answers: against the RFC's own vector, over the wire, and saved. */
@NullMarked
package io.tapeline.signing;

import org.jspecify.annotations.NullMarked;
