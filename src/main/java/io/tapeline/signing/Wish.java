package io.tapeline.signing;

import io.tapeline.http.structured.Bare;
import io.tapeline.http.structured.Dictionary;
import io.tapeline.http.structured.Member.Inner;
import java.util.List;
import java.util.Map;

/**
 * A signature that somebody asks for, {@code Accept-Signature} of RFC 9421 section 5.1.
 *
 * @param label under which it is to come
 * @param asked components, exactly these, and parameters; no components stand for all that an
 *     answer can be held to
 */
public record Wish(String label, Inner asked) {

  /** Each costs a signature. */
  private static final int MOST = 4;

  /** Where nobody asked and answers are signed all the same. */
  public static final Wish UNASKED =
      new Wish("tapeline", new Inner(List.of(), Map.<String, Bare>of()));

  /** The first few; none if the field can't be read. */
  public static List<Wish> of(String acceptSignature) {
    Dictionary wishes = Dictionary.parse(acceptSignature).orElse(new Dictionary(Map.of()));
    return wishes.members().entrySet().stream()
        .filter(wish -> wish.getValue() instanceof Inner)
        .limit(MOST)
        .map(wish -> new Wish(wish.getKey(), (Inner) wish.getValue()))
        .toList();
  }
}
