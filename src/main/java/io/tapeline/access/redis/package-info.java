/** What replicas share through Redis: units of limits, and who else is there. */
@NullMarked
package io.tapeline.access.redis;

import org.jspecify.annotations.NullMarked;
