/** Reading venues' REST bodies, which are rare and may be read at leisure. */
@NullMarked
package io.tapeline.exchange.rest;

import org.jspecify.annotations.NullMarked;
