/** What the stores of trades and spans promise, on a real PostgreSQL. */
@NullMarked
package io.tapeline.tape.postgres;

import org.jspecify.annotations.NullMarked;
