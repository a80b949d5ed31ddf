/** Answers of nodes and explorers, recorded and made up. */
@NullMarked
package io.tapeline.chain.bitcoin;

import org.jspecify.annotations.NullMarked;
