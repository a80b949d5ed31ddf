/** What tests of several features share. */
@NullMarked
package io.tapeline;

import org.jspecify.annotations.NullMarked;
