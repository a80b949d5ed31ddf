package io.tapeline.signing;

import io.tapeline.http.structured.Bare;
import io.tapeline.http.structured.Member.Inner;
import io.tapeline.http.structured.Member.Item;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The text that is signed: RFC 9421 section 2.5. */
public final class SignatureBase {

  /** Of the parameters that components may have, the only one that is read here. */
  private static final String OF_REQUEST = "req";

  private SignatureBase() {}

  /**
   * @param covered the components with the parameters of the signature
   * @return nothing if a component is not known here, not there, or named twice
   */
  public static Optional<byte[]> of(Inner covered, Message message) {
    StringBuilder base = new StringBuilder();
    Set<String> seen = new HashSet<>();
    for (Item item : covered.items()) {
      String value = value(item, message);
      if (value == null || !seen.add(item.toString())) {
        return Optional.empty();
      }
      base.append(item).append(": ").append(value).append('\n');
    }
    base.append("\"@signature-params\": ").append(covered);
    return Optional.of(base.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Null if the component is not known here, or the message has none. */
  static @Nullable String value(Item item, Message message) {
    return item.value() instanceof Bare.Text(String name) && isRead(item.parameters())
        ? message.component(name, !item.parameters().isEmpty())
        : null;
  }

  private static boolean isRead(Map<String, Bare> parameters) {
    return parameters.isEmpty() || parameters.equals(Map.of(OF_REQUEST, Bare.TRUE));
  }

  /** A component as a signature names it. */
  static Item component(String name, boolean ofRequest) {
    return new Item(
        new Bare.Text(name), ofRequest ? Map.of(OF_REQUEST, Bare.TRUE) : Map.<String, Bare>of());
  }
}
