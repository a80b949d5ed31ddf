/** Trades over HTTP. */
@NullMarked
package io.tapeline.tape.rest;

import org.jspecify.annotations.NullMarked;
