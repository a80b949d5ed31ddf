/** Long work: what was asked for, how far it is, what came of it. */
@NullMarked
package io.tapeline.job;

import org.jspecify.annotations.NullMarked;
