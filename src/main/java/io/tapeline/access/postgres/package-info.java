/** Tenants, keys and the audit log in PostgreSQL, through Hibernate Reactive. */
@NullMarked
package io.tapeline.access.postgres;

import org.jspecify.annotations.NullMarked;
