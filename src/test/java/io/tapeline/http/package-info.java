/** The rules that every answer follows, seen from outside. */
@NullMarked
package io.tapeline.http;

import org.jspecify.annotations.NullMarked;
