/**
 * Trades out of files: what a file says, what of it is stored already, and its way to the store.
 */
@NullMarked
package io.tapeline.tape.load;

import org.jspecify.annotations.NullMarked;
