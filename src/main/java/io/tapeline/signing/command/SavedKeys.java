package io.tapeline.signing.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.signing.PublicKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Published keys as they were saved. */
record SavedKeys(List<PublicKey> keys) {

  static final String ADDRESS = "/.well-known/http-message-signatures-directory";

  /**
   * @throws IllegalArgumentException if there are none in it, with a sentence
   */
  static SavedKeys of(byte[] file) {
    List<PublicKey> keys = new ArrayList<>();
    try {
      for (JsonNode key : new ObjectMapper().readTree(file).path("keys")) {
        if (key.path("crv").asText().equals("Ed25519")) {
          keys.add(key(key));
        }
      }
    } catch (IOException e) {
      throw none(e);
    }
    if (keys.isEmpty()) {
      throw none(null);
    }
    return new SavedKeys(keys);
  }

  private static IllegalArgumentException none(@Nullable Exception cause) {
    return new IllegalArgumentException(
        "holds no keys: save them with curl -s SERVICE" + ADDRESS, cause);
  }

  /** Its name is made of the key, not believed. */
  private static PublicKey key(JsonNode key) {
    return PublicKey.of(
        Base64.getUrlDecoder().decode(key.path("x").asText()),
        Instant.ofEpochSecond(key.path("nbf").asLong(0)),
        Instant.ofEpochSecond(key.path("exp").asLong(Instant.MAX.getEpochSecond())));
  }

  Optional<PublicKey> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
