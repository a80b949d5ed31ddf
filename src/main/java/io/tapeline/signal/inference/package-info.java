/** Servers of models, asked by the Open Inference Protocol, version 2, over HTTP. */
@NullMarked
package io.tapeline.signal.inference;

import org.jspecify.annotations.NullMarked;
