/** Keys and tenants from the command line, over the API of a running service. */
@NullMarked
package io.tapeline.access.command;

import org.jspecify.annotations.NullMarked;
