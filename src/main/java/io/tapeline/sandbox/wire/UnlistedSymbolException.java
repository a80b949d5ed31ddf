package io.tapeline.sandbox.wire;

/** A client asked for a symbol that the venue does not list; the message is the symbol. */
public final class UnlistedSymbolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnlistedSymbolException(String symbol) {
    super(symbol, null, false, false);
  }

  public String symbol() {
    return String.valueOf(getMessage());
  }
}
