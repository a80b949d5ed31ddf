/** Which key signs when, and which ones are published. */
@NullMarked
package io.tapeline.signing.app;

import org.jspecify.annotations.NullMarked;
