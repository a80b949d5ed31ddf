/**
 * Stored blocks that are older than they are to be kept are removed, and answers say where what is
 * kept begins.
 */
@NullMarked
package io.tapeline.chain.retention;

import org.jspecify.annotations.NullMarked;
