/** Public keys that have signed, in PostgreSQL. */
@NullMarked
package io.tapeline.signing.postgres;

import org.jspecify.annotations.NullMarked;
