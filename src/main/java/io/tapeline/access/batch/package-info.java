/** Many questions in one request, each answered as if it had come alone. */
@NullMarked
package io.tapeline.access.batch;

import org.jspecify.annotations.NullMarked;
