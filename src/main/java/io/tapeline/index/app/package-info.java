/** Index prices in the running service: the board of the newest, and their keeping. */
@NullMarked
package io.tapeline.index.app;

import org.jspecify.annotations.NullMarked;
