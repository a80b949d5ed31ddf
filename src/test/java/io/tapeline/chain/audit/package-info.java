/** Audits of real nodes, of which some lie. */
@NullMarked
package io.tapeline.chain.audit;

import org.jspecify.annotations.NullMarked;
