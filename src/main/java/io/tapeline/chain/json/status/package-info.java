/** Chains and their nodes, as they are sent. */
@NullMarked
package io.tapeline.chain.json.status;

import org.jspecify.annotations.NullMarked;
