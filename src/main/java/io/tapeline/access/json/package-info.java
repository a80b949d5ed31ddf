/** Keys, tenants and what was done to them, as they are sent. */
@NullMarked
package io.tapeline.access.json;

import org.jspecify.annotations.NullMarked;
