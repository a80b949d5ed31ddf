/** What running the service needs: the clock, meters, health, start and drain. */
@NullMarked
package io.tapeline.ops;

import org.jspecify.annotations.NullMarked;
