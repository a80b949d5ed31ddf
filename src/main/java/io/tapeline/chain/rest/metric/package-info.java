/** What happened on chains, of each kind with its own figures. */
@NullMarked
package io.tapeline.chain.rest.metric;

import org.jspecify.annotations.NullMarked;
