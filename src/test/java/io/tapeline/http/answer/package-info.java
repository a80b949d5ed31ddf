/** How answers become bytes. */
@NullMarked
package io.tapeline.http.answer;

import org.jspecify.annotations.NullMarked;
