/** Chains over HTTP. */
@NullMarked
package io.tapeline.chain.rest;

import org.jspecify.annotations.NullMarked;
