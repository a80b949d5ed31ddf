/** Connections, and how long callers may take over what they send and what they are sent. */
@NullMarked
package io.tapeline.http.connection;

import org.jspecify.annotations.NullMarked;
