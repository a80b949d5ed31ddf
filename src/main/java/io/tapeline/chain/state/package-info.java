/** What nodes say of accounts, contracts and transactions that proves nothing by itself. */
@NullMarked
package io.tapeline.chain.state;

import org.jspecify.annotations.NullMarked;
