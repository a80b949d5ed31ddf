/** Tests of levels that prices cross. */
@NullMarked
package io.tapeline.webhook.level;

import org.jspecify.annotations.NullMarked;
