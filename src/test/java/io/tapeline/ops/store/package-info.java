/** What the spool and the database promise; real stores for other tests. */
@NullMarked
package io.tapeline.ops.store;

import org.jspecify.annotations.NullMarked;
