/**
 * The policy as a file: read with every fault at its place, tried against written cases, compared.
 */
@NullMarked
package io.tapeline.access.policy;

import org.jspecify.annotations.NullMarked;
