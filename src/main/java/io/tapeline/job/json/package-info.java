/** Jobs as they are sent. */
@NullMarked
package io.tapeline.job.json;

import org.jspecify.annotations.NullMarked;
