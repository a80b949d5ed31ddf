/** How indicators are asked for. */
@NullMarked
package io.tapeline.signal.choice;

import org.jspecify.annotations.NullMarked;
