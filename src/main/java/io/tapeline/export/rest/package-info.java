/** Files are asked for over HTTP. */
@NullMarked
package io.tapeline.export.rest;

import org.jspecify.annotations.NullMarked;
