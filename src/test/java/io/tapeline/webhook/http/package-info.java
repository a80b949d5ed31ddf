/** Tests of sending, to real servers. */
@NullMarked
package io.tapeline.webhook.http;

import org.jspecify.annotations.NullMarked;
