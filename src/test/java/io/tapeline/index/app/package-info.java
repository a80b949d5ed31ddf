/** Tests of the running index. */
@NullMarked
package io.tapeline.index.app;

import org.jspecify.annotations.NullMarked;
