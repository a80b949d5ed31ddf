/** Tests of the door of requests. */
@NullMarked
package io.tapeline.access.http;

import org.jspecify.annotations.NullMarked;
