/** Whether the service is ready, and why not. */
@NullMarked
package io.tapeline.ops.health;

import org.jspecify.annotations.NullMarked;
