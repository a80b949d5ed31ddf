/** The whole service, from recorded frames to answers, on real stores. */
@NullMarked
package io.tapeline.service;

import org.jspecify.annotations.NullMarked;
