package io.tapeline.access.json;

import io.tapeline.access.app.Keys.Made;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key that was made just now, the only time that its text is told. */
@Schema(name = "NewKey", description = "A new key with its text, which is told this once.")
public record NewKeyJson(
    @Schema(
            description = "What to send as `Authorization: Bearer` or `X-API-Key`. Keep it secret.",
            examples = "tl_live_4fQ8m0c2kYw7R1xN5bT9aZ3eV6uH8jLs2P4dG7")
        String secret,
    KeyJson key) {

  public static NewKeyJson of(Made made) {
    return new NewKeyJson(made.text().text(), KeyJson.of(made.kept()));
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
