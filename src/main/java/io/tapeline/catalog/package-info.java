/** Reference data: what is known about assets beyond their ids. */
@NullMarked
package io.tapeline.catalog;

import org.jspecify.annotations.NullMarked;
