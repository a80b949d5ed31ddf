/** How an answer becomes bytes: format, fields, entity tags, compression. */
@NullMarked
package io.tapeline.http.answer;

import org.jspecify.annotations.NullMarked;
