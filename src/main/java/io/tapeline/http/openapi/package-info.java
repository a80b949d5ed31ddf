/** The contract: what every operation of the OpenAPI document shares. */
@NullMarked
package io.tapeline.http.openapi;

import org.jspecify.annotations.NullMarked;
