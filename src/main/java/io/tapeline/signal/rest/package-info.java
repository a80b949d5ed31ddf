/** The REST resources of indicators. */
@NullMarked
package io.tapeline.signal.rest;

import org.jspecify.annotations.NullMarked;
