package io.tapeline.load;

import org.jspecify.annotations.Nullable;

/** A row is refused; whoever checks rows catches it. */
public final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  private final String reason;
  private final String given;

  /**
   * @param reason the same for all rows refused for it
   * @param given what the row says there
   */
  public Refusal(String reason, @Nullable String given) {
    super(reason, null, false, false);
    this.reason = reason;
    this.given = given == null ? "" : given;
  }

  public String reason() {
    return reason;
  }

  public String given() {
    return given;
  }
}
