/** Tests of policies as files. */
@NullMarked
package io.tapeline.access.policy;

import org.jspecify.annotations.NullMarked;
