/** What simulated venues have in common on the wire: symbols, subscriptions, requests, JSON. */
@NullMarked
package io.tapeline.sandbox.wire;

import org.jspecify.annotations.NullMarked;
