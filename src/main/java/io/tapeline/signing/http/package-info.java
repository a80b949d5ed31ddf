/** Signs answers on their way out. */
@NullMarked
package io.tapeline.signing.http;

import org.jspecify.annotations.NullMarked;
