/** The contract, as tests hold requests and answers against it. */
@NullMarked
package io.tapeline.contract;

import org.jspecify.annotations.NullMarked;
