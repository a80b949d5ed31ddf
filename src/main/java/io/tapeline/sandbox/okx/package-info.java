/** OKX v5 spot as the sandbox plays it. */
@NullMarked
package io.tapeline.sandbox.okx;

import org.jspecify.annotations.NullMarked;
