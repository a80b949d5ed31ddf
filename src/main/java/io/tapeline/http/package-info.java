/** What every HTTP answer shares: problems, paging, caching, formats, fields, the request id. */
@NullMarked
package io.tapeline.http;

import org.jspecify.annotations.NullMarked;
