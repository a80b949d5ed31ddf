package io.tapeline.signal.indicator;

/**
 * One column of an indicator.
 *
 * @param name lower-case letters and underscores; {@code value} where it is the only one
 */
public record Output(String name, Unit unit) {

  public static final String ONLY = "value";
}
