/** Connections that are too many, too slow or held. */
@NullMarked
package io.tapeline.http.connection;

import org.jspecify.annotations.NullMarked;
