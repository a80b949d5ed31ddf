/** Tests of the import of trades. */
@NullMarked
package io.tapeline.tape.load;

import org.jspecify.annotations.NullMarked;
