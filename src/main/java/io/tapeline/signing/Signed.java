package io.tapeline.signing;

import io.tapeline.http.structured.Bare;
import io.tapeline.http.structured.Member.Inner;
import io.tapeline.http.structured.Member.Item;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A signature that was made.
 *
 * @param input what it covers, for {@code Signature-Input}
 * @param signature for {@code Signature}
 */
public record Signed(String label, Inner input, Bare.Bytes signature) {

  private static final int LONGEST_TEXT = 256;

  /** What an answer can be held to, and the question that it answers; as far as there is such. */
  private static final List<Item> ALL =
      Stream.concat(
              Stream.of(
                      "@status",
                      "content-digest",
                      "repr-digest",
                      "content-type",
                      "content-encoding",
                      "etag",
                      "tapeline-as-of")
                  .map(name -> SignatureBase.component(name, false)),
              Stream.of("@method", "@path", "@query")
                  .map(name -> SignatureBase.component(name, true)))
          .toList();

  /**
   * @param at whole seconds of it are said as {@code created}
   * @return nothing if the answer can't be signed as it was asked for, which is no failure
   */
  public static Optional<Signed> of(Wish wish, Message answer, SigningKey key, Instant at) {
    return parameters(wish.asked().parameters(), key.open().id(), at)
        .map(parameters -> new Inner(covered(wish, answer), parameters))
        .flatMap(
            input ->
                SignatureBase.of(input, answer)
                    .map(base -> new Signed(wish.label(), input, new Bare.Bytes(key.sign(base)))));
  }

  private static List<Item> covered(Wish wish, Message answer) {
    List<Item> asked = wish.asked().items();
    return asked.isEmpty()
        ? ALL.stream().filter(item -> SignatureBase.value(item, answer) != null).toList()
        : asked;
  }

  /** Those that are asked for, and always when and by which key; nothing if we can't. */
  private static Optional<Map<String, Bare>> parameters(
      Map<String, Bare> asked, String keyId, Instant at) {
    Map<String, Bare> said = new LinkedHashMap<>();
    said.put("created", new Bare.Whole(at.getEpochSecond()));
    said.put("keyid", new Bare.Text(keyId));
    boolean can =
        asked.entrySet().stream()
            .allMatch(
                each ->
                    switch (each.getKey()) {
                      case "created" -> true;
                      case "keyid" -> each.getValue().equals(said.get("keyid"));
                      case "alg" ->
                          isSaid(said, each, each.getValue().equals(new Bare.Text("ed25519")));
                      case "nonce", "tag" -> isSaid(said, each, isShort(each.getValue()));
                      default -> false;
                    });
    return can ? Optional.of(said) : Optional.empty();
  }

  private static boolean isSaid(
      Map<String, Bare> said, Map.Entry<String, Bare> parameter, boolean fits) {
    if (fits) {
      said.put(parameter.getKey(), parameter.getValue());
    }
    return fits;
  }

  private static boolean isShort(Bare value) {
    return value instanceof Bare.Text(String text) && text.length() <= LONGEST_TEXT;
  }
}
