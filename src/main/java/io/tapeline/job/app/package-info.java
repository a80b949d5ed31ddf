/** Takes long work, and what does it. */
@NullMarked
package io.tapeline.job.app;

import org.jspecify.annotations.NullMarked;
