/** Webhooks: what somebody wants to be told of, where, and how often it is tried. */
@NullMarked
package io.tapeline.webhook;

import org.jspecify.annotations.NullMarked;
