/** Keys, accounts and tenants over REST. */
@NullMarked
package io.tapeline.access.rest;

import org.jspecify.annotations.NullMarked;
