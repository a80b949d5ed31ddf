/** What goes wrong on purpose: which venue, how, when. */
@NullMarked
package io.tapeline.sandbox.fault;

import org.jspecify.annotations.NullMarked;
