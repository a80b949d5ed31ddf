/** Tests of tokens, and tokens for tests. */
@NullMarked
package io.tapeline.access.token;

import org.jspecify.annotations.NullMarked;
