/** Tests of what webhooks are, and where they may be sent. */
@NullMarked
package io.tapeline.webhook;

import org.jspecify.annotations.NullMarked;
