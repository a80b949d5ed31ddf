/** Receipts: tokens that come with answers of history and replay them byte for byte. */
@NullMarked
package io.tapeline.http.receipt;

import org.jspecify.annotations.NullMarked;
