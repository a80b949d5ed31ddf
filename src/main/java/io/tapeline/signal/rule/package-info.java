/** Rules given as data: comparisons of figures, and what holds if all or any of them do. */
@NullMarked
package io.tapeline.signal.rule;

import org.jspecify.annotations.NullMarked;
