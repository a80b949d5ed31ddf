/** The REST resources of indicators and strategies. */
@NullMarked
package io.tapeline.signal.rest;

import org.jspecify.annotations.NullMarked;
