/** Headers, held against Bitcoin Core's own figures. */
@NullMarked
package io.tapeline.chain.spv.header;

import org.jspecify.annotations.NullMarked;
