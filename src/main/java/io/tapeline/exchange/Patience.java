package io.tapeline.exchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A venue was asked too much and wants to be asked later.
 *
 * @param stated how long it wants to be left alone; null if it does not say
 */
public record Patience(@Nullable Duration stated) {

  public static final Patience UNSTATED = new Patience(null);
}
