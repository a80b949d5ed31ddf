/** Tests against recorded sessions. */
@NullMarked
package io.tapeline.exchange.recording;

import org.jspecify.annotations.NullMarked;
