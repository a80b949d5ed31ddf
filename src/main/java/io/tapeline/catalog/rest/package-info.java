/** Reference data over REST. */
@NullMarked
package io.tapeline.catalog.rest;

import org.jspecify.annotations.NullMarked;
