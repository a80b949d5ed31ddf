/** Requests by chance: right ones, wrong ones and such as no client library would send. */
@NullMarked
package io.tapeline.fuzz;

import org.jspecify.annotations.NullMarked;
