/** Simulated markets as a function of seed and time: any moment can be asked, in any order. */
@NullMarked
package io.tapeline.sandbox;

import org.jspecify.annotations.NullMarked;
