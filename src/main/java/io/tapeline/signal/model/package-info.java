/** Models elsewhere: what is asked of them, and what their answers mean. */
@NullMarked
package io.tapeline.signal.model;

import org.jspecify.annotations.NullMarked;
