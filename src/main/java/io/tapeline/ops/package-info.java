/** What the running process needs: meters, clocks, embedded stores, health, start and drain. */
@NullMarked
package io.tapeline.ops;

import org.jspecify.annotations.NullMarked;
