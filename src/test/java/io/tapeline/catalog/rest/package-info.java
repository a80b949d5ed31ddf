/** Reference data, asked for from outside. */
@NullMarked
package io.tapeline.catalog.rest;

import org.jspecify.annotations.NullMarked;
