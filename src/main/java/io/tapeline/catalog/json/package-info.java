/** Reference data as it is sent, and the file that well-known assets are kept in. */
@NullMarked
package io.tapeline.catalog.json;

import org.jspecify.annotations.NullMarked;
