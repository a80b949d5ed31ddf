package io.tapeline.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with an input.
 *
 * @param place where the input stands
 * @param name the parameter's name, or a JSON pointer into the body
 * @param reason what would have been right, as a sentence without its full stop
 * @param value what was given, cut after 100 characters; null if nothing was
 */
public record FieldError(Place place, String name, String reason, @Nullable String value) {

  /** Longest value that is given back, in characters. */
  public static final int MAX_VALUE_LENGTH = 100;

  /** Where an input stands. */
  public enum Place {
    /** In the path, the query or a header. */
    PARAMETER,
    /** In the body. */
    POINTER
  }

  public FieldError {
    if (value != null && value.length() > MAX_VALUE_LENGTH) {
      value = value.substring(0, MAX_VALUE_LENGTH) + "…";
    }
  }

  public static FieldError parameter(String name, String reason, @Nullable String value) {
    return new FieldError(Place.PARAMETER, name, reason, value);
  }

  public static FieldError pointer(String pointer, String reason, @Nullable String value) {
    return new FieldError(Place.POINTER, pointer, reason, value);
  }
}
