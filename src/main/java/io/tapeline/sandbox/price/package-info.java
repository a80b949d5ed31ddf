/** What simulated assets are worth: prices as noise, a function of seed, asset and time. */
@NullMarked
package io.tapeline.sandbox.price;

import org.jspecify.annotations.NullMarked;
