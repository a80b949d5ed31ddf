/** The sandbox: the same world whoever asks, in the real venues' words. */
@NullMarked
package io.tapeline.sandbox;

import org.jspecify.annotations.NullMarked;
