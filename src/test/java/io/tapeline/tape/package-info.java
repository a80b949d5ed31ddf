/** Tests of the tape. */
@NullMarked
package io.tapeline.tape;

import org.jspecify.annotations.NullMarked;
