/** Prices and quotes over HTTP. */
@NullMarked
package io.tapeline.index.rest;

import org.jspecify.annotations.NullMarked;
