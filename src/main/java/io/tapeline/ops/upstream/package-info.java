/**
 * What the service itself asks before it can answer: others that may fail, and how often they are
 * asked.
 */
@NullMarked
package io.tapeline.ops.upstream;

import org.jspecify.annotations.NullMarked;
