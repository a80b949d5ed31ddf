/** Jobs over HTTP. */
@NullMarked
package io.tapeline.job.rest;

import org.jspecify.annotations.NullMarked;
